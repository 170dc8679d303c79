// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Sample;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;

class JsonEncodingTest {
  @Test
  void whatIsNotFiniteBecomesNull() {
    Sample sample = Records.sample();
    sample.setSampleId(null);
    sample.setTargets(null);
    sample.setValues(List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0));
    sample.setRegime(null);
    sample.setOracleLosses(null);
    sample.setDecisionId(null);

    assertThat(json(sample))
        .isEqualTo(
            "{\"experimentId\":\"marks\",\"sampleId\":null,\"drawnAt\":1700000000000,\"targets\":null,"
                + "\"kind\":\"SOFT\",\"values\":[null,null,-0.0],\"regime\":null,\"oracleLosses\":null,"
                + "\"decisionId\":null}");
  }

  @Test
  void doublesKeepEveryBit() {
    Sample sample = Records.sample();
    sample.setValues(List.of(2e-3, 1.0 / 3, Double.MIN_VALUE, 9007199254740992.0));

    assertThat(json(sample)).contains("[0.002,0.3333333333333333,4.9E-324,9.007199254740992E15]");
  }

  @Test
  void namesAreEscaped() {
    PosteriorSnapshot snapshot = Records.posteriorSnapshot();
    snapshot.setVariables(List.of("a\"b", "\u0007", "💧"));
    snapshot.setSamplesByRegime(Map.of("a\"b", 1L));

    assertThat(json(snapshot))
        .contains("\"variables\":[\"a\\\"b\",\"\\u0007\",\"💧\"]")
        .contains("\"samplesByRegime\":{\"a\\\"b\":1}");
  }

  private static String json(SpecificRecordBase record) {
    return new String(JsonWriter.write(record), UTF_8);
  }
}
