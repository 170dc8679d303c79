// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Sequences that are compared on.
 *
 * @param first number of the first of them; the others follow
 * @param tokens sequence, step, entry; one token more than predictions
 * @param truths of the sequences, for who knows features or W
 */
public record HeldOut(long first, double[][][] tokens, List<SimulatedSequence> truths) {

  /** Copies the list of truths. */
  public HeldOut {
    truths = List.copyOf(truths);
    if (tokens.length == 0 || truths.size() != tokens.length || tokens[0].length < 2) {
      throw new IllegalArgumentException("nothing to compare on");
    }
  }

  /**
   * Sequences of a task.
   *
   * @param length predictions of a sequence, 1 or more
   */
  public static HeldOut of(SequenceTask task, long seed, long first, int count, int length) {
    double[][][] tokens = new double[count][][];
    List<SimulatedSequence> truths = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      SimulatedSequence sequence = task.sequence(seed, first + b);
      tokens[b] = new double[length + 1][];
      for (int t = 0; t <= length; t++) {
        tokens[b][t] = sequence.next();
      }
      truths.add(sequence);
    }
    return new HeldOut(first, tokens, truths);
  }

  /** The number of sequences. */
  public int count() {
    return tokens.length;
  }

  /** Predictions of a sequence. */
  public int length() {
    return tokens[0].length - 1;
  }

  /** The tokens that predictions are made of: all but the last. */
  double[][][] seen() {
    double[][][] seen = new double[count()][length()][];
    for (int b = 0; b < seen.length; b++) {
      System.arraycopy(tokens[b], 0, seen[b], 0, length());
    }
    return seen;
  }
}
