// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

import java.util.Arrays;

/** Sequences on their way into lanes and predictions on their way out. */
final class Sequences {
  /**
   * Sequences of a chunk: enough lanes for loops over them to be worth their beginning, few enough
   * for the vectors of a head to stay in the cache of a core.
   */
  static final int CHUNK = 64;

  private Sequences() {}

  /** Throws IllegalArgumentException unless all are steps x observed and finite. */
  static void check(double[][][] sequences, int observed, int fewest) {
    for (double[][] sequence : sequences) {
      if (sequence.length < fewest || sequence.length != sequences[0].length) {
        throw new IllegalArgumentException(
            "a batch needs sequences of one length, at least %d, not of %d and %d"
                .formatted(fewest, sequences[0].length, sequence.length));
      }
      for (double[] token : sequence) {
        if (token.length != observed) {
          throw new IllegalArgumentException(
              "a token has %d entries, the model knows %d".formatted(token.length, observed));
        }
        for (double entry : token) {
          if (!Double.isFinite(entry)) {
            throw new IllegalArgumentException("a token has the entry " + entry);
          }
        }
      }
    }
    if (sequences.length == 0) {
      throw new IllegalArgumentException("a batch needs a sequence");
    }
  }

  /** Tokens of sequences from one to another, a lane each. */
  static Lanes lanes(double[][][] sequences, int from, int to, int steps) {
    int observed = sequences[from][0].length;
    Lanes lanes = Lanes.zero(observed, steps, to - from);
    for (int b = from; b < to; b++) {
      for (int t = 0; t < steps; t++) {
        for (int i = 0; i < observed; i++) {
          lanes.row(i, t)[b - from] = sequences[b][t][i];
        }
      }
    }
    return lanes;
  }

  /** Vectors of a lane, step by step. */
  static double[][] ofLane(Lanes lanes, int lane) {
    double[][] vectors = new double[lanes.steps()][lanes.features()];
    for (int t = 0; t < vectors.length; t++) {
      for (int f = 0; f < lanes.features(); f++) {
        vectors[t][f] = lanes.row(f, t)[lane];
      }
    }
    return vectors;
  }

  /** Every token is told what came before. */
  static boolean[] allJoined(int steps) {
    boolean[] joined = new boolean[steps];
    Arrays.fill(joined, true);
    return joined;
  }

  /** How many are true. */
  static int count(boolean[] steps) {
    int count = 0;
    for (boolean step : steps) {
      count += step ? 1 : 0;
    }
    return count;
  }

  /**
   * Constructed tokens (0, s_t, s_t, s_{t-1}).
   *
   * @param joined false of steps whose last slot is 0
   */
  static Lanes constructed(Lanes tokens, boolean[] joined) {
    Lanes empty = Lanes.zero(tokens.features(), tokens.steps(), tokens.width());
    Lanes before = Lanes.zero(tokens.features(), tokens.steps(), tokens.width());
    for (int f = 0; f < tokens.features(); f++) {
      for (int t = 1; t < tokens.steps(); t++) {
        if (joined[t]) {
          System.arraycopy(tokens.row(f, t - 1), 0, before.row(f, t), 0, tokens.width());
        }
      }
    }
    return empty.with(tokens).with(tokens).with(before);
  }

  /** The gradient in tokens, given that in constructed ones, all joined. */
  static Lanes byTokens(Lanes byConstructed, int observed) {
    Lanes byTokens = Lanes.zero(observed, byConstructed.steps(), byConstructed.width());
    byTokens.add(byConstructed.part(observed, observed));
    byTokens.add(byConstructed.part(2 * observed, observed));
    int others = byConstructed.steps() - 1;
    if (others > 0) {
      byTokens.steps(0, others).add(byConstructed.part(3 * observed, observed).steps(1, others));
    }
    return byTokens;
  }
}
