// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * Looks for the largest rate at which the lag of a job stays flat: doubles the rate until one is
 * not borne, then halves the interval. A rate is borne if in the last three quarters of a window
 * the lag's line grows by less than {@value #FLAT} of the rate, the lag ends below {@value
 * #MOST_SECONDS} s of records, and the producer has sent what it should; a rate that is not is
 * tried once more, since others use the machine.
 */
final class SustainableRate {
  private static final double FLAT = 0.05;
  private static final double MOST_SECONDS = 2;
  private static final double ENOUGH = 0.97;
  private static final double SETTLING = 0.25;
  private static final int POLL_MILLIS = 200;
  private static final int MOST_DOUBLINGS = 12;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SoakedJob job;
  private final SoakSettings settings;
  private final List<Try> tries = new ArrayList<>();

  SustainableRate(SoakedJob job, SoakSettings settings) {
    this.job = job;
    this.settings = settings;
  }

  /**
   * A rate that was tried.
   *
   * @param sent records a second that were sent
   * @param growth of the lag, records a second
   * @param lag at the end
   */
  record Try(double rate, double sent, double growth, long lag) {
    boolean borne() {
      return sent >= ENOUGH * rate && growth <= FLAT * rate && lag <= MOST_SECONDS * rate;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,.0f records/s: %,.0f sent, lag grows by %,.0f/s to %,d: %s",
          rate,
          sent,
          growth,
          lag,
          borne() ? "borne" : "not borne");
    }
  }

  /** The rates tried, in order. */
  List<Try> tries() {
    return tries;
  }

  /** Records a second; 0 if not even the first rate was borne. */
  double find() throws InterruptedException, ExecutionException {
    double borne = 0;
    double rate = settings.start();
    for (int i = 0; i < MOST_DOUBLINGS && bears(rate); i++) {
      borne = rate;
      rate *= 2;
    }
    double refused = rate;
    for (int i = 0; i < settings.bisections() || (borne == 0 && i < MOST_DOUBLINGS); i++) {
      double middle = (borne + refused) / 2;
      if (bears(middle)) {
        borne = middle;
      } else {
        refused = middle;
      }
    }
    return borne;
  }

  private boolean bears(double rate) throws InterruptedException, ExecutionException {
    boolean borne = once(rate).borne();
    return borne || once(rate).borne();
  }

  private Try once(double rate) throws InterruptedException, ExecutionException {
    double seconds = settings.window().toMillis() / 1e3;
    Series lag = new Series();
    job.producer().rate(rate);
    long start = System.nanoTime();
    double now = 0;
    long sent = 0;
    while (now < seconds) {
      Thread.sleep(POLL_MILLIS);
      now = (System.nanoTime() - start) / 1e9;
      if (now < seconds * SETTLING) {
        continue;
      }
      if (lag.size() == 0) {
        sent = job.producer().sent();
      }
      lag.add(now, (double) job.lag());
    }
    double measured = lag.times()[lag.size() - 1] - lag.times()[0];
    Try tried =
        new Try(rate, (job.producer().sent() - sent) / measured, lag.trend().slope(), job.lag());
    job.producer().rate(0);
    System.out.println("  " + tried);
    tries.add(tried);
    job.requireRunning();
    if (!job.drain(PATIENCE)) {
      throw new IllegalStateException("the job has not read in " + PATIENCE + " what was sent");
    }
    return tried;
  }
}
