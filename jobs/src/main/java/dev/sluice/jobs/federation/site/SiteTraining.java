// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.LearnedWith;
import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import java.io.Serializable;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * How a site comes to what it adds.
 *
 * @param method ENCO
 * @param capacity of what is held to learn from
 * @param epochs of training in a round
 * @param fitSteps of networks in an epoch
 * @param graphSteps of beliefs in an epoch
 * @param threads per subtask that train
 * @param held whether a round learns again from draws of earlier rounds
 * @param fresh whether networks begin anew in each round
 * @param maxState most bytes of draws that an experiment may hold
 */
public record SiteTraining(
    MethodChoice method,
    Capacity capacity,
    int epochs,
    int fitSteps,
    int graphSteps,
    int threads,
    boolean held,
    boolean fresh,
    long maxState)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bytes that the entry of a draw takes beside its values. */
  private static final long ENTRY_BYTES = 256;

  /** Of an epoch. */
  Budget budget() {
    return new Budget(fitSteps, graphSteps);
  }

  /** What state was learned with, see {@link LearnedWith#open}. */
  LearnedWith learnedWith(FunctionInitializationContext context) throws Exception {
    return LearnedWith.open(context, method.options(capacity));
  }

  /** Whether so many draws take more memory than they may. */
  boolean isTooMuch(long rows, int variables) {
    return rows * (ENTRY_BYTES + (long) Double.BYTES * variables) > maxState;
  }
}
