// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.ConnectionOptions;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.schemas.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that read what a job puts out: where, and how long to wait for it. */
public final class AwaitOptions {
  public static final Duration POLL = Duration.ofMillis(250);

  @Option(
      names = "--timeout",
      defaultValue = "10s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How long to wait for the first record (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  @Mixin private ConnectionOptions connection;

  private long deadline;

  /** How long to wait for the first record. */
  public long timeoutSeconds() {
    return timeout.toSeconds();
  }

  /**
   * Begins to wait, for topics at first.
   *
   * @param job that makes them
   * @throws Failure if one is not there in time; names it
   */
  public KafkaSettings await(String job, List<Topic> topics) {
    KafkaSettings settings = connection.settings();
    deadline = System.nanoTime() + timeout.toNanos();
    await(
        () -> Topics.missing(settings, topics).isEmpty(),
        () -> LockSupport.parkNanos(POLL.toNanos()),
        () ->
            "--bootstrap %s: no topic %s; has the %s job run?"
                .formatted(settings.bootstrap(), missing(settings, topics), job));
    return settings;
  }

  /** The first that is missing, if one still is. */
  private static String missing(KafkaSettings settings, List<Topic> topics) {
    return Topics.missing(settings, topics).stream().findFirst().orElse("");
  }

  /**
   * Goes on waiting.
   *
   * @param done whether there is nothing to wait for any more
   * @param poll gives it a little time
   * @param failure message if it does not come in time
   */
  public void await(BooleanSupplier done, Runnable poll, Supplier<String> failure) {
    while (!done.getAsBoolean()) {
      if (System.nanoTime() >= deadline) {
        throw new Failure(failure.get());
      }
      poll.run();
    }
  }
}
