// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

/**
 * A method that learns a causal graph by gradients. Immutable and safe for use by many threads: all
 * that it learns is in a {@link LearnerState}.
 */
public interface DiscoveryMethod {
  /** What the method knows before any draw. */
  LearnerState initial();

  /**
   * One round of training, in place. The same state, data and budget give the same bits.
   *
   * @return mean loss per draw and variable over the last 100 steps of fitting, or over all if they
   *     are fewer, nats; NaN if none was done
   * @throws ArithmeticException if a weight or a belief is not finite any more
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  double train(LearnerState state, TrainingData data, Budget budget);

  /** What the method believes. */
  EdgeBeliefs beliefs(LearnerState state);

  /**
   * Most bytes of heap that a state and its training take, without the draws: those take as much as
   * they do as arrays of doubles, and again as {@link dev.sluice.models.neural.conditional.Rows},
   * at most 8 bytes per value.
   *
   * @param regimes of the data
   */
  long bytes(int regimes);
}
