// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.RawRecord;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenTimeTest {

  private static final long RECORD = 1_764_187_200_000L; // 2025-11-26T20:00:00Z

  private static final GivenTime TIMES = new GivenTime(GivenTime.DEFAULT_MAX_AHEAD.toMillis());

  private static String fault(Long given, long recordTimestamp) {
    RawRecord record = new RawRecord("t", 0, 0, recordTimestamp, null, new byte[0]);
    return TIMES.fault("drawnAt", given, record, RECORD);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        17, // a counter in place of a time is no seconds
        31_535_999_999L, // the last instant of 1970
        662_688_000_000L, // 1991
        RECORD,
        RECORD + 86_400_000 // just a day ahead
      })
  void takesMillisecondsOfAnyPast(long given) {
    assertThat(fault(given, RECORD)).isNull();
    assertThat(fault(given, -1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1764187200          | drawnAt: 1764187200 are seconds? milliseconds since 1970 are expected
          1230768000          | drawnAt: 1230768000 are seconds? milliseconds since 1970 are expected
          1764187200000000    | drawnAt: 1764187200000000 are microseconds? milliseconds since 1970 are expected
          1764187200000000000 | drawnAt: 1764187200000000000 are nanoseconds? milliseconds since 1970 are expected
          1764273600001       | drawnAt: 1764273600001 is 1440 min ahead of the record's timestamp, 2025-11-26T20:00:00Z; at most --max-ahead 1 d
          4102444800000       | drawnAt: 4102444800000 is 27063 days ahead of the record's timestamp, 2025-11-26T20:00:00Z; at most --max-ahead 1 d
          9223372036854775807 | drawnAt: 9223372036854775807 is 106751970748 days ahead of the record's timestamp, 2025-11-26T20:00:00Z; at most --max-ahead 1 d
          -1                  | drawnAt: -1 is before 1970; milliseconds since then are expected
          """)
  void refusesOtherUnitsTheFutureAndWhatIsBefore1970(long given, String why) {
    assertThat(fault(given, RECORD)).isEqualTo(why);
    assertThat(fault(given, -1)).isEqualTo(why);
  }

  @Test
  void anOldRecordTellsSecondsToo() {
    assertThat(fault(946_684_800L, 946_684_800_000L))
        .isEqualTo("drawnAt: 946684800 are seconds? milliseconds since 1970 are expected");
  }

  @Test
  void aRecordOfASimulatedClockTellsNoUnit() {
    assertThat(fault(5L, 1_000)).isNull();
    assertThat(fault(1L, 1_000)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1764187200, seconds",
    "1764187200000000, microseconds",
    "1764187200000000000, nanoseconds"
  })
  void theBeginningOfALifeIsInMillisecondsToo(long given, String unit) {
    assertThat(GivenTime.unitFault("samplesFrom", given, RECORD))
        .isEqualTo(
            "samplesFrom: %d are %s? milliseconds since 1970 are expected".formatted(given, unit));
    assertThat(GivenTime.unitFault("samplesFrom", given, -1)).as("by the clock").isNotNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 5, RECORD - 1, RECORD, RECORD + 1, 4_102_444_800_000L, Long.MAX_VALUE})
  void aLifeMayBeginAtAnyTime(long given) {
    assertThat(GivenTime.unitFault("samplesFrom", given, RECORD)).isNull();
  }

  @Test
  void aRecordWithoutTimestampNeedsATimeOfItsOwn() {
    assertThat(fault(null, RECORD)).isNull();
    assertThat(fault(null, -1))
        .isEqualTo("drawnAt: needed, for the record has no timestamp either");
  }

  @Test
  void theBoundIsAnOption() {
    GivenTime hour = ParsedOptions.of(new TimesOption()).times();
    assertThat(hour).isEqualTo(new GivenTime(Duration.ofDays(1).toMillis()));
    assertThat(ParsedOptions.of(new TimesOption(), "--max-ahead=1h").times())
        .isEqualTo(new GivenTime(Duration.ofHours(1).toMillis()));
  }

  private static final class TimesOption implements java.util.function.Supplier<JobTopics> {
    @picocli.CommandLine.Mixin private RunOptions run;

    @Override
    public JobTopics get() {
      return run.topics("test");
    }
  }
}
