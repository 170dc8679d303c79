// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import java.util.Arrays;
import java.util.BitSet;

/** The network of {@link NetworkShape} written down again, in doubles and one draw at a time. */
final class PlainNetwork {
  private static final double STEP = 1e-6;

  private final NetworkShape shape;

  PlainNetwork(NetworkShape shape) {
    this.shape = shape;
  }

  /** Central difference of {@link #loss} in one weight. */
  double slope(double[] weights, int w, int target, double[][] draws, long[] masks) {
    double[] moved = weights.clone();
    moved[w] = weights[w] + STEP;
    double above = loss(moved, target, draws, masks);
    moved[w] = weights[w] - STEP;
    return (above - loss(moved, target, draws, masks)) / (2 * STEP);
  }

  /** The sum of losses of draws, each with its mask of parents, of as many words as it takes. */
  double loss(double[] weights, int target, double[][] draws, long[] masks) {
    double sum = 0;
    int words = masks.length / draws.length;
    for (int b = 0; b < draws.length; b++) {
      long[] mask = Arrays.copyOfRange(masks, b * words, (b + 1) * words);
      sum += loss(weights, target, draws[b], BitSet.valueOf(mask));
    }
    return sum;
  }

  private double loss(double[] weights, int target, double[] draw, BitSet parents) {
    int hidden = shape.hidden();
    boolean categorical = shape.domain().isCategorical();
    int at = shape.firstWeight()[target];
    double[] sum = new double[hidden];
    for (int i = 0; i < draw.length; i++) {
      if (parents.get(i)) {
        int row = at + (shape.firstRow()[i] + (categorical ? (int) draw[i] : 0)) * hidden;
        for (int h = 0; h < hidden; h++) {
          sum[h] += weights[row + h] * (categorical ? 1 : draw[i]);
          if (!categorical && shape.presence()) {
            sum[h] += weights[row + hidden + h];
          }
        }
      }
    }
    at += shape.firstRow()[draw.length] * hidden;
    double[] units = units(sum, weights, at);
    at += hidden;
    for (int layer = 0; layer < shape.layers(); layer++) {
      double[] next = new double[hidden];
      for (int k = 0; k < hidden; k++) {
        for (int h = 0; h < hidden; h++) {
          next[h] += units[k] * weights[at + k * hidden + h];
        }
      }
      at += hidden * hidden;
      units = units(next, weights, at);
      at += hidden;
    }
    int outputs = shape.outputs()[target];
    double[] scores = new double[outputs];
    for (int c = 0; c < outputs; c++) {
      scores[c] = weights[at + outputs * hidden + c];
      for (int h = 0; h < hidden; h++) {
        scores[c] += units[h] * weights[at + c * hidden + h];
      }
    }
    return categorical ? softmax(scores, (int) draw[target]) : gaussian(scores, draw[target]);
  }

  private static double[] units(double[] sums, double[] weights, int bias) {
    double[] units = new double[sums.length];
    for (int h = 0; h < sums.length; h++) {
      double sum = sums[h] + weights[bias + h];
      units[h] = sum > 0 ? sum : 0.1 * sum;
    }
    return units;
  }

  private static double softmax(double[] scores, int category) {
    return Math.log(Arrays.stream(scores).map(Math::exp).sum()) - scores[category];
  }

  private static double gaussian(double[] outputs, double value) {
    double spread = Math.max(-6, Math.min(6, outputs[1]));
    double z = (value - outputs[0]) / Math.exp(spread);
    return 0.5 * Math.log(2 * Math.PI) + spread + z * z / 2;
  }
}
