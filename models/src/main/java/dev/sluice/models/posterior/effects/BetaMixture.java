// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * A mixture of distributions of a probability, of which mean and variance are known. Its mean and
 * standard deviation are exact. For quantiles, parts of about the same mean and variance are taken
 * together, and each is taken for the Beta distribution of its mean and variance.
 */
final class BetaMixture {
  /** Steps in the logarithm of the variance, within which parts are alike. */
  private static final double VARIANCE_STEP = 0.2;

  /** Steps in the mean, in standard deviations. */
  private static final double MEAN_STEP = 0.1;

  /** What quantiles leave out of the smallest shares: so much each. */
  private static final double LEFT_OUT = 1e-9;

  /** Parts that are alike; or all. */
  private static final class Moments {
    private double share;
    private double mean;
    private double others;

    /** Share times variance. */
    private double spread;

    void add(double added, double itsMean, double itsOthers, double variance) {
      double sum = share + added;
      double weight = added / sum;
      double distance = itsMean - mean;
      mean += weight * distance;
      others += weight * (itsOthers - others);
      spread += added * variance + added * (1 - weight) * distance * distance;
      share = sum;
    }

    double variance() {
      return spread / share;
    }

    /** The probability up to x. */
    double cumulative(double x) {
      if (x >= 1) {
        return 1;
      }
      double size = mean * others / variance() - 1;
      double alpha = mean * size;
      double beta = others * size;
      if (!(alpha > 0 && beta > 0 && alpha < Double.MAX_VALUE && beta < Double.MAX_VALUE)) {
        return x >= mean ? 1 : 0; // all at its mean
      }
      return x <= 0 ? 0 : RegularizedBeta.value(x, alpha, beta);
    }
  }

  private record Place(long ofVariance, long ofMean) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(ofVariance, other.ofVariance);
      return order != 0 ? order : Long.compare(ofMean, other.ofMean);
    }
  }

  private final Moments all = new Moments();
  private final SortedMap<Place, Moments> parts = new TreeMap<>();

  /**
   * Adds a part.
   *
   * @param others 1 - mean
   */
  void add(double share, double mean, double others, double variance) {
    if (share > 0) {
      all.add(share, mean, others, variance);
      long ofVariance = Math.round(Math.log(Math.max(variance, Double.MIN_NORMAL)) / VARIANCE_STEP);
      double step = MEAN_STEP * Math.exp(ofVariance * VARIANCE_STEP / 2);
      Place place = new Place(ofVariance, Math.round(mean / step));
      parts.computeIfAbsent(place, none -> new Moments()).add(share, mean, others, variance);
    }
  }

  EffectSummary summary() {
    double deviation = Math.sqrt(all.variance());
    Moments[] kept =
        parts.values().stream()
            .filter(part -> part.share >= LEFT_OUT * all.share)
            .toArray(Moments[]::new);
    double sum = 0;
    for (Moments part : kept) {
      sum += part.share;
    }
    double whole = sum;
    double[] quantiles =
        new Quantiles(x -> cumulative(kept, x) / whole, 0, all.mean, deviation).ofLevels();
    for (int i = 0; i < quantiles.length; i++) {
      quantiles[i] = Math.min(1, Math.max(0, quantiles[i]));
    }
    return new EffectSummary(all.mean, deviation, quantiles);
  }

  private static double cumulative(Moments[] parts, double x) {
    double sum = 0;
    for (Moments part : parts) {
      sum += part.share * part.cumulative(x);
    }
    return sum;
  }
}
