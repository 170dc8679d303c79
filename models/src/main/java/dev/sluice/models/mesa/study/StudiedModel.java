// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Recipe;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.Workers;
import dev.sluice.models.mesa.verdict.Algorithms;
import dev.sluice.models.mesa.verdict.Assessment;
import dev.sluice.models.mesa.verdict.HeldOut;
import dev.sluice.models.mesa.verdict.Probes;
import dev.sluice.models.mesa.verdict.Subject;
import dev.sluice.models.mesa.verdict.TrainedPredictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A model that is trained on a task and then judged, all of it a function of these four. States are
 * saved and gone on from; see {@link TrainingFile}.
 *
 * @param model name of a {@link Recipe}
 * @param seed of weights and sequences
 * @param length predictions of a sequence
 */
public record StudiedModel(String model, SequenceTask task, long seed, int length) {
  /** Numbers of sequences to compare on begin here, beyond all others. */
  static final long HELD_OUT = 1L << 41;

  /** And of those to fit rates of gradient descent on. */
  private static final long FITTING = 1L << 42;

  private static final int PROBED_AT_ONCE = 256;

  /** Checks that there is such a model. */
  public StudiedModel {
    if (length < 1) {
      throw new IllegalArgumentException("a sequence needs a prediction");
    }
    Recipe unused = Recipe.of(model, task.observed());
  }

  /** Told steps as they are made. */
  public interface Progress {
    /** One more step of training. */
    void step();
  }

  /** Its name among others: {@code lsa-1-linear-1}. */
  public String name() {
    return "%s-%s-%d".formatted(model, task.name(), seed);
  }

  /** Shape and training. */
  public Recipe recipe() {
    return Recipe.of(model, task.observed());
  }

  int weights() {
    return recipe().training().model().weights();
  }

  /** The state in a folder; that before the first step if there is none. */
  public TrainingState saved(Path folder) throws IOException {
    Path file = TrainingFile.in(folder, this);
    return Files.exists(file) ? TrainingFile.read(file, this) : study().initial();
  }

  private TrainingStudy study() {
    return new TrainingStudy(recipe(), task, length, seed);
  }

  /**
   * Goes on from the state in a folder.
   *
   * @param steps version to train until; a state beyond it stays as it is
   * @param every steps after which the state is saved
   * @param workers of which no bit depends
   */
  public TrainingState train(Path folder, int steps, int every, Workers workers, Progress progress)
      throws IOException {
    TrainingState state = saved(folder);
    while (state.version() < steps) {
      long next = Math.min(steps, (state.version() / every + 1) * every);
      state = study().train(state, next, workers, step -> progress.step());
      TrainingFile.write(TrainingFile.in(folder, this), this, state);
    }
    return state;
  }

  /** Sequences to compare on. */
  public HeldOut heldOut(int count) {
    return HeldOut.of(task, seed, HELD_OUT, count, length);
  }

  /** The model with the weights of a state. */
  public TrainedPredictor predictor(TrainingState state) {
    return new TrainedPredictor(model, recipe().training().model(), state.weights());
  }

  /**
   * Compares it with the algorithms of its task.
   *
   * @param sequences how many to compare on, 2 or more; a fifth as many serve to fit rates
   */
  public Assessment assess(TrainingState state, int sequences) {
    return Assessment.of(
        new Subject(model, task.name(), seed, state.version()),
        predictor(state),
        heldOut(sequences),
        HeldOut.of(task, seed, FITTING, Math.max(2, sequences / 5), length),
        Algorithms.of(task));
  }

  /** Probes its activations on as many sequences, half of them to be fitted on. */
  public Probes probe(TrainingState state, int sequences) {
    TrainedPredictor predictor = predictor(state);
    Probes probes = new Probes(predictor.model(), length, seed);
    for (int from = 0; from < sequences; from += PROBED_AT_ONCE) {
      int count = Math.min(PROBED_AT_ONCE, sequences - from);
      if (count > 1) {
        probes.add(
            predictor.model(),
            predictor.weights(),
            HeldOut.of(task, seed, HELD_OUT + from, count, length));
      }
    }
    return probes;
  }
}
