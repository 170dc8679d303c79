// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

/**
 * What each variable looks like in each regime if nothing but the intervention decides on it: a
 * normal distribution. Its mean and variance are those of the regime's draws and of one more at the
 * origin with variance 1, so that few draws are not learned by heart. Values are in the units of
 * the networks.
 */
final class SetDensities {
  private static final double LEAST_SPREAD = -6;
  private static final double HALF_LN_2_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private final DcdiDraws draws;
  private final double[] origin;
  private final double[] scale;

  /** By regime and variable: mean, and ln of the standard deviation. */
  private final double[][] means;

  private final double[][] spreads;

  SetDensities(DcdiDraws draws, double[] origin, double[] scale) {
    this.draws = draws;
    this.origin = origin;
    this.scale = scale;
    means = new double[draws.regimes()][origin.length];
    spreads = new double[draws.regimes()][origin.length];
    for (int r = 0; r < means.length; r++) {
      for (int j = 0; j < origin.length && draws.targets(r) == null; j++) {
        fit(r, j, draws.training(r));
      }
    }
  }

  private void fit(int regime, int j, int[] places) {
    double sum = 0;
    for (int place : places) {
      sum += value(place, j);
    }
    double mean = sum / (places.length + 1);
    double squares = 1 + mean * mean;
    for (int place : places) {
      double distance = value(place, j) - mean;
      squares += distance * distance;
    }
    means[regime][j] = mean;
    double spread = StrictMath.log(squares / (places.length + 1)) / 2;
    spreads[regime][j] = Math.max(LEAST_SPREAD, spread);
  }

  private double value(int draw, int j) {
    return (draws.all()[draw][j] - origin[j]) / scale[j];
  }

  /** - ln density of a draw's value of j in its regime, nats. */
  double loss(int draw, int j) {
    int regime = draws.regimeOf(draw);
    double z = (value(draw, j) - means[regime][j]) * StrictMath.exp(-spreads[regime][j]);
    return HALF_LN_2_PI + spreads[regime][j] + z * z / 2;
  }

  /**
   * What a target costs, nats per draw of its regime: half the logarithm of their number for each
   * of the two parameters (Schwarz, Annals of Statistics 1978).
   */
  double cost(int regime) {
    int count = draws.training(regime).length;
    return StrictMath.log(count + 1.0) / count;
  }
}
