// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Architecture;
import dev.sluice.models.mesa.trained.Recipe;
import dev.sluice.models.mesa.trained.RecurrentModel;
import dev.sluice.schemas.MesaWeights;
import java.util.Arrays;

/**
 * A version of a trained model. State.
 *
 * @param model its shape, as {@link Recipe#of} reads it
 * @param weights as many as the model has, all finite
 * @param found its name, version and what a study has found
 */
public record ModelWeights(String model, double[] weights, StudyFindings found) {

  /** As of tokens. */
  private static final int MOST_ENTRIES = 64;

  /** Refuses what is no model; the message names the field. */
  static Decoded<MesaWeights> check(MesaWeights weights, RawRecord source, long now) {
    String fault = nameFault(weights, source);
    if (fault != null) {
      return Decoded.refused(Reason.MALFORMED, fault);
    }
    if (SequenceTask.named(weights.getTask()).isEmpty()) {
      return Decoded.refused(
          Reason.UNKNOWN_TASK,
          "task: '%s' is none of %s"
              .formatted(weights.getTask(), String.join(", ", SequenceTask.names())));
    }
    fault = rangeFault(weights);
    if (fault != null) {
      return Decoded.refused(Reason.VALUE_OUT_OF_RANGE, fault);
    }
    try {
      RecurrentModel unused = recurrent(weights.getModel(), numbers(weights), weights);
    } catch (IllegalArgumentException e) {
      return Decoded.refused(Reason.INVALID_DECLARATION, e.getMessage());
    }
    return Decoded.of(weights);
  }

  private static String nameFault(MesaWeights weights, RawRecord source) {
    if (GivenName.isBlank(weights.getModel())) {
      return "model: must not be blank";
    }
    String fault = GivenName.lengthFault("model", weights.getModel());
    fault = fault == null ? GivenName.lengthFault("task", weights.getTask()) : fault;
    fault = fault == null ? GivenName.lengthFault("closest", weights.getClosest()) : fault;
    if (fault != null) {
      return fault;
    }
    String name = name(weights);
    return source.key() == null || source.keyText().equals(name)
        ? null
        : "model, task, seed: are those of '%s', but the record's key is '%s'"
            .formatted(name, source.keyText());
  }

  private static String rangeFault(MesaWeights weights) {
    if (weights.getLength() < 1) {
      return "length: must be at least 1, is " + weights.getLength();
    }
    if (weights.getVersion() < 0) {
      return "version: must be at least 0, is " + weights.getVersion();
    }
    if (weights.getObserved() < 1 || weights.getObserved() > MOST_ENTRIES) {
      return "observed: must be 1 to %d, is %d".formatted(MOST_ENTRIES, weights.getObserved());
    }
    Double cosine = weights.getCosine();
    return cosine == null || Math.abs(cosine) <= 1 + 1e-9
        ? null
        : "cosine: must be -1 to 1, is " + cosine;
  }

  /** The model's name among others: {@code lsa-1-linear-1}. */
  static String name(MesaWeights weights) {
    return "%s-%s-%d".formatted(weights.getModel(), weights.getTask(), weights.getSeed());
  }

  private static RecurrentModel recurrent(String model, double[] numbers, MesaWeights weights) {
    Architecture architecture;
    try {
      architecture = Recipe.of(model, weights.getObserved()).architecture();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("model: " + e.getMessage(), e);
    }
    try {
      return new RecurrentModel(architecture, numbers);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("weights: " + e.getMessage(), e);
    }
  }

  static ModelWeights of(MesaWeights weights) {
    return new ModelWeights(
        weights.getModel(), numbers(weights), StudyFindings.of(name(weights), weights));
  }

  private static double[] numbers(MesaWeights weights) {
    double[] numbers = new double[weights.getWeights().size()];
    Arrays.setAll(numbers, i -> weights.getWeights().get(i));
    return numbers;
  }

  /** The model, to predict with. */
  RecurrentModel recurrent() {
    return new RecurrentModel(Recipe.of(model, found.observed()).architecture(), weights);
  }

  /** Whether another of the same name and version is the same model. */
  boolean isOfTheSameWeights(ModelWeights other) {
    return found.observed() == other.found.observed() && Arrays.equals(weights, other.weights);
  }

  /** Whether all is the same, to the bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ModelWeights that
        && model.equals(that.model)
        && found.equals(that.found)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return found.hashCode();
  }
}
