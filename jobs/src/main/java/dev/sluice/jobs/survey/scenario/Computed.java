// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import java.util.concurrent.Callable;

/**
 * What came of a computation: a value, or why there is none.
 *
 * @param value null if it failed
 * @param failure null if it did not
 * @param <T> type of the value
 */
public record Computed<T>(T value, Failure failure) {

  /**
   * Computes.
   *
   * @param failures counts and logs what fails
   * @param key whose failure it would be
   * @param now milliseconds since 1970-01-01T00:00:00Z
   * @param computation a model, and nothing else
   * @throws Exception what was thrown, if it is no failure of one key: see {@link Failures}
   */
  public static <T> Computed<T> of(Failures failures, String key, long now, Callable<T> computation)
      throws Exception {
    try {
      return new Computed<>(computation.call(), null);
    } catch (Throwable thrown) {
      return new Computed<>(null, failures.of(key, thrown, now));
    }
  }
}
