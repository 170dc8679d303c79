// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/** Probabilities of categories, proportional to the exponentials of the outputs. */
final class SoftmaxHead implements Head {
  /**
   * So many sums of exponentials are multiplied before their logarithm is taken: each is from 1 to
   * the number of categories, so that the product stays far below the largest double.
   */
  private static final int FACTORS = 32;

  @Override
  public double sumOfLosses(float[][] outputs, int count, Rows rows, int[] draws, int target) {
    double sum = 0;
    double product = 1;
    for (int b = 0; b < draws.length; b++) {
      float[] scores = outputs[b];
      float largest = largest(scores, count);
      sum += largest - scores[rows.category(draws[b], target)];
      product *= sumOfExponentials(scores, count, largest);
      if (b % FACTORS == FACTORS - 1) {
        sum += StrictMath.log(product);
        product = 1;
      }
    }
    return sum + StrictMath.log(product);
  }

  @Override
  public double sumOfLosses(
      float[][] outputs, int count, Rows rows, int[] draws, int target, DistinctRows distinct) {
    double sum = 0;
    for (int r = 0; r < distinct.count; r++) {
      float largest = largest(outputs[r], count);
      double ofRow = largest + StrictMath.log(sumOfExponentials(outputs[r], count, largest));
      sum += distinct.draws[r] * ofRow;
    }
    for (int b = 0; b < draws.length; b++) {
      sum -= outputs[distinct.of[b]][rows.category(draws[b], target)];
    }
    return sum;
  }

  @Override
  public double loss(float[] outputs, int count, Rows rows, int draw, int target) {
    float largest = largest(outputs, count);
    return largest
        - outputs[rows.category(draw, target)]
        + StrictMath.log(sumOfExponentials(outputs, count, largest));
  }

  @Override
  public double value(float[] outputs, int count, double chance) {
    float largest = largest(outputs, count);
    double left = chance * sumOfExponentials(outputs, count, largest);
    int last = 0;
    for (int c = 0; c < count; c++) {
      double weight = Exponential.of(outputs[c] - largest);
      if (weight > 0) {
        last = c;
        left -= weight;
        if (left < 0) {
          return c;
        }
      }
    }
    return last;
  }

  @Override
  public void gradient(float[] outputs, int count, Rows rows, int draw, int target, float weight) {
    float largest = largest(outputs, count);
    float sum = 0;
    for (int c = 0; c < count; c++) {
      outputs[c] = Exponential.of(outputs[c] - largest);
      sum += outputs[c];
    }
    float scale = weight / sum;
    for (int c = 0; c < count; c++) {
      outputs[c] *= scale;
    }
    outputs[rows.category(draw, target)] -= weight;
  }

  private static float largest(float[] scores, int count) {
    float largest = scores[0];
    for (int c = 1; c < count; c++) {
      largest = Math.max(largest, scores[c]);
    }
    return largest;
  }

  private static double sumOfExponentials(float[] scores, int count, float largest) {
    double sum = 0;
    for (int c = 0; c < count; c++) {
      sum += Exponential.of(scores[c] - largest);
    }
    return sum;
  }
}
