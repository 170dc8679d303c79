// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The time from which records count for what is declared again after an end. It lies behind the
 * timestamps of all records that their topic holds, because these are of a former life. So it is
 * taken from the clocks that wrote them, not from that of whoever declares, which may differ.
 */
public final class LifeStart {
  /** A record further ahead of the clock here would keep those to come out for too long. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private LifeStart() {}

  /**
   * The time, milliseconds since 1970-01-01T00:00:00Z, after it has come: what is sent next counts.
   *
   * @param topic of the records
   * @param former the time from which those of the former life counted; -1 if nobody knows
   * @param remedy what to do where it cannot be told, for errors
   * @throws Failure if the topic holds a record that is more than 10 s ahead of the clock here
   */
  public static long of(KafkaSettings settings, Topic topic, long former, String remedy) {
    long latest = Topics.latestTimestamp(settings, topic);
    long start = Math.max(latest, former) + 1;
    long ahead = start - System.currentTimeMillis();
    if (ahead > PATIENCE_MILLIS) {
      throw new Failure(
          "topic %s: %s of %s, %d s ahead of the clock here, so that what is sent next would pass for a former life's; %s"
              .formatted(
                  topic.name(settings.prefix()),
                  latest < former ? "the former life began at a time" : "its latest record is",
                  Instant.ofEpochMilli(start - 1),
                  ahead / 1_000,
                  remedy));
    }
    do {
      LockSupport.parkNanos(PAUSE_NANOS);
    } while (System.currentTimeMillis() <= start);
    return start;
  }
}
