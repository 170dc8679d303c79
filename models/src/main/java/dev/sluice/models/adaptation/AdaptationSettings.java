// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.learner.JointModel;
import java.io.Serializable;

/**
 * Settings of a running adaptation experiment. Public and of primitives only, so that it can be
 * Flink state.
 *
 * @param burnIn samples before anything is frozen, compared or detected, at least 1
 * @param batch samples that are predicted, scored, detected and learned together, at least 1
 * @param memory observations that scope {@link Scope#ALL} remembers after the burn-in, see {@link
 *     JointModel#observe}; infinite for all
 * @param evidence samples that a mechanism's past weighs when it begins to adapt, see {@link
 *     JointModel#restart}
 * @param challengerMemory observations that a detector's challenger remembers, above 1
 * @param runLength nominal average run length to a false alarm, samples per mechanism, above 1
 * @param probation samples after an alarm until the adapted mechanism is accepted or rejected
 * @param acceptance log evidence of the samples of a probation against the old mechanism, nats, at
 *     which it is replaced
 * @param replay samples kept for learning again from the estimated time of a change, at least 1
 * @param library retired mechanisms kept per variable for shifts that recur
 * @param window samples of a window of the metrics, at least 1
 * @param seed of everything random
 */
public record AdaptationSettings(
    int burnIn,
    int batch,
    double memory,
    double evidence,
    double challengerMemory,
    double runLength,
    int probation,
    double acceptance,
    int replay,
    int library,
    int window,
    long seed)
    implements Serializable {

  /** Refuses what makes no sense; the message begins with the component's name. */
  public AdaptationSettings {
    require(burnIn >= 1, "burnIn", burnIn, "at least 1");
    require(batch >= 1, "batch", batch, "at least 1");
    require(memory >= 1, "memory", memory, "at least 1");
    require(evidence >= 0, "evidence", evidence, "at least 0");
    require(challengerMemory > 1, "challengerMemory", challengerMemory, "above 1");
    require(runLength > 1, "runLength", runLength, "above 1");
    require(probation >= 1, "probation", probation, "at least 1");
    require(acceptance >= 0, "acceptance", acceptance, "at least 0");
    require(replay >= 1, "replay", replay, "at least 1");
    require(library >= 0, "library", library, "at least 0");
    require(window >= 1, "window", window, "at least 1");
  }

  /** The settings used where nothing else is said. */
  public static AdaptationSettings defaults() {
    return new AdaptationSettings(
        20_000, 1, Double.POSITIVE_INFINITY, 30, 30, 20_000, 200, 3, 512, 8, 1_000, 1);
  }

  private static void require(boolean holds, String name, double value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
    }
  }
}
