// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.RawRecord;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.util.TimeUtils;

/**
 * Checks times that records give of themselves against the timestamps that Kafka has of them. A
 * time of another unit than milliseconds would pass for one of 1970 or of the far future, and an
 * answer of the far future could never be corrected.
 *
 * @param maxAhead how far ahead of its record's timestamp a time may be, milliseconds
 */
public record GivenTime(long maxAhead) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What records may be ahead by unless it is said otherwise. */
  public static final Duration DEFAULT_MAX_AHEAD = Duration.ofHours(24);

  /** A time that in another unit is so near to its record's timestamp is one of that unit. */
  private static final long NEAR = Duration.ofDays(30 * 365).toMillis();

  /** In milliseconds a time of 1970, in seconds any until 2969. */
  private static final long YEAR_1970 = Duration.ofDays(365).toMillis();

  private static final long THOUSAND = 1_000;
  private static final long MILLION = 1_000_000;

  /**
   * What is wrong with a time.
   *
   * @param field that gives it, named in the message
   * @param given milliseconds since 1970-01-01T00:00:00Z; null if the record's timestamp is to do
   * @param source the record
   * @param now what it is compared with if the record has no timestamp
   * @return what is wrong; null if nothing is
   */
  public String fault(String field, Long given, RawRecord source, long now) {
    if (given == null) {
      return source.timestamp() < 0
          ? field + ": needed, for the record has no timestamp either"
          : null;
    }
    if (given < 0) {
      return field + ": " + given + " is before 1970; milliseconds since then are expected";
    }
    long reference = source.timestamp() < 0 ? now : source.timestamp();
    String unit = otherUnit(given, reference);
    boolean isAhead = given - maxAhead > reference;
    if (unit != null && (isAhead || given < YEAR_1970)) {
      return unit(field, given, unit);
    }
    if (!isAhead) {
      return null;
    }
    return "%s: %d is %s ahead of the record's timestamp, %s; at most --max-ahead %s"
        .formatted(
            field,
            given,
            rounded(Duration.ofMillis(given - reference)),
            Instant.ofEpochMilli(reference),
            TimeUtils.formatWithHighestUnit(Duration.ofMillis(maxAhead)));
  }

  /**
   * What is wrong with the unit of a time that may be of any past or future, such as the beginning
   * of a life.
   *
   * @param given milliseconds since 1970-01-01T00:00:00Z, at least 0
   * @param recordedAt the timestamp of its record; negative if there is none
   * @return what is wrong; null if nothing is
   */
  public static String unitFault(String field, long given, long recordedAt) {
    String unit = otherUnit(given, recordedAt < 0 ? System.currentTimeMillis() : recordedAt);
    return unit == null ? null : unit(field, given, unit);
  }

  /**
   * The unit in which a time is near to the reference that it is far from; null if there is none,
   * or if the reference is no time of a clock.
   */
  private static String otherUnit(long given, long reference) {
    if (reference < YEAR_1970) {
      return null;
    }
    if (given < YEAR_1970) {
      return isNear(given * THOUSAND, reference) ? "seconds" : null;
    }
    if (isNear(given, reference)) {
      return null;
    }
    if (isNear(given / THOUSAND, reference)) {
      return "microseconds";
    }
    return isNear(given / MILLION, reference) ? "nanoseconds" : null;
  }

  private static boolean isNear(long time, long reference) {
    return Math.abs(time - reference) <= NEAR;
  }

  private static String unit(String field, long given, String unit) {
    return "%s: %d are %s? milliseconds since 1970 are expected".formatted(field, given, unit);
  }

  private static String rounded(Duration ahead) {
    if (ahead.toDays() > 2) {
      return ahead.toDays() + " days";
    }
    return ahead.toMinutes() > 2 ? ahead.toMinutes() + " min" : ahead.toMillis() + " ms";
  }
}
