// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import java.util.concurrent.CancellationException;

/** What all training heeds. */
public final class Training {
  private Training() {}

  /**
   * Ends the training if the thread was interrupted, and clears that status.
   *
   * @throws CancellationException if it was
   */
  public static void requireUninterrupted() {
    if (Thread.interrupted()) {
      throw new CancellationException("interrupted");
    }
  }

  /**
   * Refuses a state in which something is not finite: it would stay so for ever.
   *
   * @throws ArithmeticException if there is such a number
   */
  public static void requireFinite(LearnerState state) {
    float sum = 0;
    for (float weight : state.weights()) {
      sum += 0 * weight;
    }
    double total = 0;
    for (double parameter : state.graph()) {
      total += 0 * parameter;
    }
    if (sum != 0 || total != 0) {
      throw new ArithmeticException(
          "training has led to weights that are not finite: are there values far beyond the rest?");
    }
  }
}
