// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * The mean of one value per scenario with its seeded cluster bootstrap, by sums that are exact in
 * fixed point: values come and go without leaving a trace. Mutable, a Flink POJO.
 */
public final class ClusteredMean {
  /** Moments of the values. */
  public Moments moments = Moments.EMPTY;

  /** Per replicate, the sum of the scenarios' weights. */
  public long[] weights;

  /** Per replicate, the weighted sum of the scenarios' values, in fixed point. */
  public long[] sums;

  /** For serializers. */
  public ClusteredMean() {
    this(0);
  }

  public ClusteredMean(int replicates) {
    weights = new long[replicates];
    sums = new long[replicates];
  }

  public void observe(long fixed, int[] scenarioWeights) {
    moments = moments.plus(fixed);
    add(fixed, scenarioWeights, 1);
  }

  public void retract(long fixed, int[] scenarioWeights) {
    moments = moments.minus(fixed);
    add(-fixed, scenarioWeights, -1);
  }

  /** The value of a scenario changes. */
  public void replace(long before, long after, int[] scenarioWeights) {
    moments = moments.minus(before).plus(after);
    add(after - before, scenarioWeights, 0);
  }

  private void add(long change, int[] scenarioWeights, int scenarios) {
    for (int i = 0; i < sums.length; i++) {
      weights[i] += scenarios * (long) scenarioWeights[i];
      sums[i] += change * scenarioWeights[i];
    }
  }

  public MeanEstimate estimate(double level) {
    return MeanEstimate.of(moments, bootstrap(level), level);
  }

  /** Blank if a replicate drew no scenario, which happens with very few scenarios only. */
  private Interval bootstrap(double level) {
    double[] means = new double[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = weights[i] == 0 ? Double.NaN : FixedPoint.value(sums[i]) / weights[i];
    }
    return Quantiles.central(means, level);
  }
}
