// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Conditioning;
import dev.sluice.models.mesa.task.SimulatedSequence;

/**
 * An algorithm that predicts the next token of a sequence from those before it. It is immutable;
 * what it has learned of a sequence are sums that it shares with others, and numbers of its own.
 */
public interface InContextLearner {

  /** The algorithm and its settings, as commands say it. */
  String label();

  /** The pairs whose sums it needs; null if it needs none. */
  default Regression regression() {
    return null;
  }

  /**
   * Whether it predicts a sequence: of oracles, whether they know its truth.
   *
   * @param truth of a simulated sequence; else null
   */
  default boolean predicts(SimulatedSequence truth) {
    return true;
  }

  /** How many numbers of its own it keeps of a sequence of tokens of so many entries. */
  default int size(int dimension) {
    return 0;
  }

  /** Writes its numbers of a sequence without tokens, where there are zeros. */
  default void start(double[] numbers, int at, int dimension) {}

  /** Learns the token that has come, and what it follows. */
  default void absorb(TokenContext context, int at) {}

  /**
   * Predicts the token after the one that has come.
   *
   * @param at index of the first of its numbers
   * @param to index of the prediction's first entry among the context's numbers
   */
  void predict(TokenContext context, int at, int to);

  /** Of what it solves with or keeps, for reports: it costs O(d^3). */
  default Conditioning conditioning(TokenContext context, int at) {
    return Conditioning.NONE;
  }
}
