// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file with a wrong cell, sent, ended, corrected and sent again under the same ids, as a job
 * finds it that begins anew: the samples of the former life do not enter the next.
 */
class LivesJobTest {

  private static final int ROWS = 200;
  private static final long BEGUN = 1_700_000_000_000L;

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static final String FIRST = Fixture.declaration("waves", "");
  private static final String AGAIN = Fixture.declaration("waves", ",\"samplesFrom\":" + BEGUN);

  /** What is left of the topic of declarations; a null is a tombstone. */
  static Stream<Arguments> declarations() {
    return Stream.of(
        arguments("all of it", new String[] {FIRST, null, AGAIN}),
        arguments("nothing of the first life but its end", new String[] {null, AGAIN}),
        arguments("compacted", new String[] {AGAIN}),
        arguments("no end", new String[] {FIRST, AGAIN}),
        arguments("a revision", new String[] {FIRST, null, AGAIN, FIRST}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("declarations")
  void theCorrectedSamplesCountAndTheFirstDoNot(String left, String... declarations)
      throws Exception {
    List<RawRecord> samples = new ArrayList<>(samples(BEGUN - 1, 0, true));
    samples.addAll(samples(BEGUN, ROWS, false));

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(2, experiments(declarations), samples, models());

    BoundedRun<PosteriorSnapshot> right =
        JOB.run(2, experiments(FIRST), samples(BEGUN, 0, false), models());
    assertThat(outcome.last().get("waves").getSamples()).isEqualTo(ROWS);
    assertThat(outcome.last().get("waves").getLogEvidence())
        .isCloseTo(right.last().get("waves").getLogEvidence(), within(1e-9));
    assertThat(outcome.refused())
        .hasSize(ROWS)
        .allSatisfy(
            letter -> {
              assertThat(letter.reason()).isEqualTo(Reason.FORMER_LIFE);
              assertThat(letter.source().offset()).isLessThan(ROWS);
              assertThat(letter.message())
                  .isEqualTo(
                      "record of 2023-11-14T22:13:19.999Z: samples of 'waves' count from"
                          + " 2023-11-14T22:13:20Z on (samplesFrom)");
            });
    assertThat(outcome.count("duplicate")).isZero();
    assertThat(outcome.count("deadLettered", "reason", "former-life")).isEqualTo(ROWS);
    assertThat(outcome.count("read"))
        .isEqualTo(outcome.count("accepted") + outcome.count("deadLettered"));
  }

  private static Models models() {
    return Models.of(Fixture.settings("unused:1", true));
  }

  private static List<RawRecord> experiments(String... declarations) {
    List<RawRecord> records = new ArrayList<>();
    for (String declaration : declarations) {
      records.add(Fixture.raw("sluice.experiments", records.size(), "waves", declaration));
    }
    return records;
  }

  private static List<RawRecord> samples(long timestamp, int offset, boolean wrongCell) {
    List<RawRecord> records = new ArrayList<>();
    for (int t = 0; t < ROWS; t++) {
      double[] row = Fixture.row(t);
      if (wrongCell && t == 100) {
        row[2] = 1e6;
      }
      String sample = Fixture.sample("waves", "r" + t, "[]", row);
      records.add(
          new RawRecord("sluice.samples", 0, offset + t, timestamp, null, sample.getBytes(UTF_8)));
    }
    return records;
  }
}
