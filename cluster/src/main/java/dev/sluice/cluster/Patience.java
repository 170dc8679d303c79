// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits for what other processes bring about.
 *
 * @param limit the longest time to wait
 */
record Patience(Duration limit) {
  private static final Duration CHECK = Duration.ofMillis(100);

  /**
   * Waits until something holds. That it cannot be asked for now, as of a process that is away,
   * counts as not yet.
   *
   * @param what names it
   * @param state gives what is known about it in the end
   * @throws IllegalStateException if it does not come to hold
   */
  void await(String what, Callable<Boolean> holds, Supplier<String> state) {
    try {
      Awaitility.await(what)
          .atMost(limit)
          .pollDelay(Duration.ZERO)
          .pollInterval(CHECK)
          .ignoreExceptionsInstanceOf(Exception.class)
          .until(holds);
    } catch (ConditionTimeoutException e) {
      throw new IllegalStateException(
          "waited %d s for %s: %s".formatted(limit.toSeconds(), what, state.get()), e);
    }
  }

  /** The same without more to say. */
  void await(String what, Callable<Boolean> holds) {
    await(what, holds, () -> "in vain");
  }
}
