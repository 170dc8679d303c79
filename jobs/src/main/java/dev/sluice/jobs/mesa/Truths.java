// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The truth of simulated sequences, for oracles. No state: it is drawn again from task, seed and
 * number whenever it is missing, and only the most recent are remembered. Not thread-safe.
 */
final class Truths {
  /** The names of tasks, for messages. */
  static final String TASKS = String.join(", ", SequenceTask.names());

  /** A truth of ten entries takes 2 kB. */
  private static final int REMEMBERED = 1000;

  private record Origin(String task, int dimension, long seed, long number) {}

  private final Map<Origin, SimulatedSequence> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Origin, SimulatedSequence> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** The task of a name whose tokens have so many entries; null if there is none. */
  static SequenceTask task(String name, int dimension) {
    if (name.equals(SequenceTask.linear().name())) {
      return SequenceTask.linear(dimension);
    }
    return SequenceTask.named(name).filter(task -> task.observed() == dimension).orElse(null);
  }

  /**
   * Mean loss at any step of who knows the truth, d sigma^2 / 2, where each token shows all of the
   * state and follows from the one before but for noise; else NaN.
   */
  static double floor(String name, int dimension) {
    SequenceTask task = name.isEmpty() ? null : task(name, dimension);
    if (task == null
        || task.mixing() > 0
        || task.tokenNoise() > 0
        || task.dynamics() == SequenceTask.Dynamics.PAIRS) {
      return Double.NaN;
    }
    return dimension * task.stateNoise() * task.stateNoise() / 2;
  }

  /** The truth of a sequence; null of one that is not simulated. */
  SimulatedSequence of(Sequence sequence) {
    if (sequence.task().isEmpty()) {
      return null;
    }
    int dimension = sequence.learned().dimension;
    Origin origin = new Origin(sequence.task(), dimension, sequence.seed(), sequence.number());
    return recent.computeIfAbsent(
        origin, missing -> task(missing.task, dimension).sequence(missing.seed, missing.number));
  }
}
