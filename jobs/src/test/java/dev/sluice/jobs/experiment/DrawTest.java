// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenTime;
import dev.sluice.schemas.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a sample by itself, whatever its experiment. */
class DrawTest {

  private static final long AT = 1_700_000_000_000L;

  private static Decoded<Sample> check(String experimentId, String sampleId, Long drawnAt) {
    Sample sample =
        Sample.newBuilder()
            .setExperimentId(experimentId)
            .setSampleId(sampleId)
            .setDrawnAt(drawnAt)
            .setTargets(List.of())
            .setValues(List.of(1.0))
            .build();
    RawRecord source = new RawRecord("samples", 0, 0, AT, null, new byte[1]);
    return Draw.check(sample, source, new GivenTime(1_000), AT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u2003",
        "\u00a0",
        "\u3000",
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u0000",
        " \u202f\u200d"
      })
  void anIdThatSaysNothingIsNone(String blank) {
    Decoded<Sample> sampleId = check("e", blank, AT);
    assertThat(sampleId.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(sampleId.message())
        .isEqualTo("sampleId: must not be blank; null where there is none");
    assertThat(check(blank, "17", AT).message()).isEqualTo("experimentId: must not be blank");
  }

  @Test
  void idsHaveAtMost255Characters() {
    String longest = "i".repeat(255);
    assertThat(check("e", longest, AT).record()).isNotNull();
    assertThat(check("e", longest + "i", AT).reason()).isEqualTo(Reason.MALFORMED);
    assertThat(check("e", longest + "i", AT).message())
        .isEqualTo("sampleId: 256 characters, at most 255 are accepted");
    assertThat(check("e", longest, null).record()).isNotNull();
    assertThat(check(sample("e").setRegime("r".repeat(256))))
        .isEqualTo("regime: 256 characters, at most 255 are accepted");
    assertThat(check(sample("e").setDecisionId("d".repeat(256))))
        .isEqualTo("decisionId: 256 characters, at most 255 are accepted");
  }

  /** One that was declared before there was a limit: its decisions begin with its id. */
  @Test
  void samplesOfAnExperimentWithALongerIdCount() {
    String id = "e".repeat(3_000);
    assertThat(check(sample(id).setDecisionId(id + "/17-89abcdef"))).isNull();
    assertThat(check(sample(id).setDecisionId(id + "/" + "d".repeat(255))))
        .isEqualTo("decisionId: 256 characters, at most 255 are accepted");
  }

  private static Sample.Builder sample(String experimentId) {
    return Sample.newBuilder()
        .setExperimentId(experimentId)
        .setTargets(List.of())
        .setValues(List.of(1.0));
  }

  /** What is wrong with it. */
  private static String check(Sample.Builder sample) {
    RawRecord source = new RawRecord("samples", 0, 0, AT, null, new byte[1]);
    return Draw.check(sample.build(), source, new GivenTime(1_000), AT).message();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-", "a b", "\u00a0x", "ключ", "\ud83d\ude00", "\u0301"})
  void anIdThatShowsSomethingIsOne(String id) {
    assertThat(check("e", id, AT).record()).isNotNull();
  }

  @Test
  void aSampleNeedsNoIdAndNoTimeOfItsOwn() {
    assertThat(check("e", null, null).record()).isNotNull();
    assertThat(check("e", "0", AT + 1_000).record()).isNotNull();
  }

  @Test
  void aTimeThatCannotBeIsRefused() {
    Decoded<Sample> ahead = check("e", "17", AT + 1_001);
    assertThat(ahead.reason()).isEqualTo(Reason.TIME_OUT_OF_RANGE);
    assertThat(ahead.message())
        .isEqualTo(
            "drawnAt: 1700000001001 is 1001 ms ahead of the record's timestamp,"
                + " 2023-11-14T22:13:20Z; at most --max-ahead 1 s");
    assertThat(check("e", "17", AT / 1_000).message())
        .isEqualTo("drawnAt: 1700000000 are seconds? milliseconds since 1970 are expected");
  }
}
