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

  /** No scenario yet, under so many bootstrap replicates; 0 keeps no bootstrap. */
  public ClusteredMean(int replicates) {
    weights = new long[replicates];
    sums = new long[replicates];
  }

  /** Takes in a scenario's value, in fixed point, with its {@link PoissonWeights}. */
  public void observe(long fixed, int[] scenarioWeights) {
    moments = moments.plus(fixed);
    add(fixed, scenarioWeights, 1);
  }

  /** Takes a scenario's value back; leaves what was before it came, to the last bit. */
  public void retract(long fixed, int[] scenarioWeights) {
    moments = moments.minus(fixed);
    add(-fixed, scenarioWeights, -1);
  }

  /** The value of a scenario changes. */
  public void replace(long before, long after, int[] scenarioWeights) {
    moments = moments.minus(before).plus(after);
    add(after - before, scenarioWeights, 0);
  }

  /**
   * Takes in what another has of other scenarios; as if all had come here, to the last bit.
   *
   * @throws IllegalArgumentException if the other has another number of replicates
   */
  public void merge(ClusteredMean other) {
    if (other.sums.length != sums.length) {
      throw new IllegalArgumentException(
          "%d replicates and %d".formatted(sums.length, other.sums.length));
    }
    moments = moments.merge(other.moments);
    for (int i = 0; i < sums.length; i++) {
      weights[i] += other.weights[i];
      sums[i] += other.sums[i];
    }
  }

  private void add(long change, int[] scenarioWeights, int scenarios) {
    for (int i = 0; i < sums.length; i++) {
      weights[i] += scenarios * (long) scenarioWeights[i];
      sums[i] += change * scenarioWeights[i];
    }
  }

  /** The mean with its intervals at a confidence level, 0.95 for instance. */
  public MeanEstimate estimate(double level) {
    return MeanEstimate.of(moments, bootstrap(level), level);
  }

  /** Blank if a replicate drew no scenario, which happens with very few scenarios only. */
  private Interval bootstrap(double level) {
    double[] means = new double[sums.length];
    for (int i = 0; i < means.length; i++) {
      means[i] = weights[i] == 0 ? Double.NaN : FixedPoint.value(sums[i]) / weights[i];
    }
    return Interval.central(means, level);
  }
}
