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
