// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import java.util.HashMap;
import java.util.Map;

/** The ln rising factorials of N'/q, made once for each q; N' the equivalent sample size. */
public final class RisingFactorials {
  /** More than this are forgotten: they may be as many as there are sets. */
  private static final int REMEMBERED = 100;

  private final double equivalentSampleSize;
  private final Map<Double, LogRisingFactorial> byConfigurations = new HashMap<>();

  /** With an equivalent sample size N'. */
  public RisingFactorials(double equivalentSampleSize) {
    this.equivalentSampleSize = equivalentSampleSize;
  }

  /** With the same sample size, for another thread. */
  RisingFactorials another() {
    return new RisingFactorials(equivalentSampleSize);
  }

  /** That of a set of variables with {@code configurations} possible configurations. */
  public LogRisingFactorial of(double configurations) {
    if (byConfigurations.size() > REMEMBERED) {
      byConfigurations.clear();
    }
    return byConfigurations.computeIfAbsent(
        configurations, q -> new LogRisingFactorial(equivalentSampleSize / q));
  }
}
