// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.statistics;

/**
 * An unweighted mean over scenarios. Scenarios are the clusters: the standard error is that of
 * their values, which hold the noise of sampling answers already.
 *
 * @param n scenarios with a value
 * @param mean of their values, blank without one
 * @param standardError {@code sd / sqrt(n)}, blank with fewer than two
 * @param interval of Student's t with n - 1 degrees of freedom, blank with fewer than two
 * @param bootstrap percentile interval of the seeded cluster bootstrap, blank if none was kept
 */
public record MeanEstimate(
    long n, double mean, double standardError, Interval interval, Interval bootstrap) {

  /** The mean of values with these moments, with its intervals at a confidence level. */
  public static MeanEstimate of(Moments moments, Interval bootstrap, double level) {
    double mean = moments.mean();
    double standardError = moments.standardDeviation() / Math.sqrt((double) moments.n());
    Interval student = Interval.student(mean, standardError, moments.n(), level);
    return new MeanEstimate(moments.n(), mean, standardError, student, bootstrap);
  }
}
