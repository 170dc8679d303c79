// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Workspace;
import dev.sluice.models.mesa.task.SimulatedSequence;

/** What a learner is given when a token has come, and room to compute in; of one thread. */
public final class TokenContext {
  final int dimension;
  final Workspace workspace;

  /** As long as the longest z; free to use within a call. */
  final double[] room;

  final double[] more;

  /** The token that has come, and the one before; 0 if there is none. */
  final double[] token;

  final double[] previous;

  /** Step of the token that has come: 1 of the first. */
  long step;

  /** All that is kept of the sequence. */
  double[] numbers;

  /** Null if unknown. */
  SimulatedSequence truth;

  /** Of the learner's regression; null if it has none. */
  PairSums sums;

  /** What the learner tells of its solution; NaN if nothing. */
  double residual;

  TokenContext(int dimension, int longest) {
    this.dimension = dimension;
    workspace = new Workspace(longest);
    room = new double[longest];
    more = new double[longest];
    token = new double[dimension];
    previous = new double[dimension];
  }
}
