// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.models.discovery.Budget;
import java.io.Serializable;

/**
 * When rounds of training fall due, by counts of samples alone.
 *
 * @param every a round after at least so many further samples
 * @param growth and not before samples have grown by this factor, at least 1
 * @param epochs rounds at the end of a bounded run, which has none before
 * @param fitSteps of networks in a round
 * @param graphSteps of beliefs in a round
 * @param threads per subtask that train
 */
public record TrainingSettings(
    int every, double growth, int epochs, int fitSteps, int graphSteps, int threads)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a round may do. */
  Budget budget() {
    return new Budget(fitSteps, graphSteps);
  }

  /** Whether a round is due after so many samples, the last having been after so many. */
  boolean due(long samples, long lastDue) {
    return samples - lastDue >= Math.max(every, (growth - 1) * lastDue);
  }
}
