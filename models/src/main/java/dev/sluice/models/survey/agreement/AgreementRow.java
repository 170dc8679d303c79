// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import dev.sluice.models.statistics.FixedPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The marginal action likelihoods of all models in one scenario. When one of them changes, the row
 * tells what changes between that model and each of the others.
 *
 * @param likelihoods by model, in fixed point; {@link PairMoments#FAILED} or {@link
 *     PairMoments#NOT_FINITE} where it could not be computed
 */
public record AgreementRow(Map<String, Long> likelihoods) {

  /** No model has answered. */
  public static final AgreementRow EMPTY = new AgreementRow(Map.of());

  /** A row and what led to it. */
  public record Update(AgreementRow row, List<PairChange> changes) {}

  /**
   * Sets the likelihood of a model.
   *
   * @param model name that tells models and versions apart
   * @param malAction1 its likelihood from now on, NaN to take the model out
   */
  public Update set(String model, double malAction1) {
    return replace(model, Double.isNaN(malAction1) ? null : (Long) FixedPoint.of(malAction1));
  }

  /**
   * Says that the likelihood of a model cannot be computed: it has answered, and nobody can tell
   * how far it agrees.
   *
   * @param model name that tells models and versions apart
   * @param notFinite whether it is not finite, and nothing else is wrong
   */
  public Update fail(String model, boolean notFinite) {
    return replace(model, notFinite ? PairMoments.NOT_FINITE : PairMoments.FAILED);
  }

  private Update replace(String model, Long after) {
    Long before = likelihoods.get(model);
    if (before == null ? after == null : before.equals(after)) {
      return new Update(this, List.of());
    }
    List<PairChange> changes = new ArrayList<>();
    likelihoods.forEach(
        (other, likelihood) -> {
          if (!other.equals(model)) {
            changes.add(change(model, before, after, other, likelihood));
          }
        });
    Map<String, Long> next = new TreeMap<>(likelihoods);
    if (after == null) {
      next.remove(model);
    } else {
      next.put(model, after);
    }
    return new Update(new AgreementRow(next), changes);
  }

  private static PairChange change(
      String model, Long before, Long after, String other, long likelihood) {
    ModelPair pair = ModelPair.of(model, other);
    boolean modelFirst = pair.first().equals(model);
    return new PairChange(
        pair, values(modelFirst, before, likelihood), values(modelFirst, after, likelihood));
  }

  private static PairChange.Values values(boolean modelFirst, Long ofModel, long ofOther) {
    if (ofModel == null) {
      return null;
    }
    return modelFirst
        ? new PairChange.Values(ofModel, ofOther)
        : new PairChange.Values(ofOther, ofModel);
  }
}
