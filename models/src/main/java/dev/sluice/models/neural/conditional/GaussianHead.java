// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

/**
 * A normal distribution: the first output is its mean, the second ln of its standard deviation,
 * held between {@value #LEAST} and {@value #MOST} so that a value that follows from others exactly
 * does not end in infinity. Losses are of values in the units of {@link Rows}.
 */
final class GaussianHead implements Head {
  private static final float LEAST = -6;
  private static final float MOST = 6;
  private static final double HALF_LN_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

  @Override
  public double sumOfLosses(float[][] outputs, int count, Rows rows, int[] draws, int target) {
    double sum = 0;
    for (int b = 0; b < draws.length; b++) {
      sum += loss(outputs[b], count, rows, draws[b], target);
    }
    return sum;
  }

  @Override
  public double sumOfLosses(
      float[][] outputs, int count, Rows rows, int[] draws, int target, DistinctRows distinct) {
    double sum = 0;
    for (int b = 0; b < draws.length; b++) {
      sum += loss(outputs[distinct.of[b]], count, rows, draws[b], target);
    }
    return sum;
  }

  @Override
  public double loss(float[] outputs, int count, Rows rows, int draw, int target) {
    double spread = spread(outputs[1]);
    double z = (rows.value(draw, target) - outputs[0]) * StrictMath.exp(-spread);
    return HALF_LN_2_PI + spread + z * z / 2;
  }

  @Override
  public double value(float[] outputs, int count, double chance) {
    return outputs[0] + StrictMath.exp(spread(outputs[1])) * chance;
  }

  @Override
  public void gradient(float[] outputs, int count, Rows rows, int draw, int target, float weight) {
    float spread = spread(outputs[1]);
    double inverse = StrictMath.exp(-spread);
    double z = (rows.value(draw, target) - outputs[0]) * inverse;
    outputs[0] = (float) (-weight * z * inverse);
    // at a bound only a step back inside is followed
    float slope = (float) (weight * (1 - z * z));
    boolean outwards = (outputs[1] <= LEAST && slope > 0) || (outputs[1] >= MOST && slope < 0);
    outputs[1] = outwards ? 0 : slope;
  }

  private static float spread(float output) {
    return Math.max(LEAST, Math.min(MOST, output));
  }
}
