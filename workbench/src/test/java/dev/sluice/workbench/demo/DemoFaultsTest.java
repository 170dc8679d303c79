// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.schemas.Sample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoFaultsTest {
  private final Decoder<Sample> decoder = KafkaSettings.of("unused:1").decoder(Sample.class);

  @Test
  void someCannotBeDecoded() {
    assertThat(reason(0)).isEqualTo(Reason.MALFORMED);
    assertThat(reason(1)).isEqualTo(Reason.UNKNOWN_FIELD);
    assertThat(reason(3)).isEqualTo(Reason.NOT_A_NUMBER);
  }

  @Test
  void othersDoNotFitTheirExperiment() {
    assertThat(sample(2).getValues()).hasSize(3);
    assertThat(sample(4).getTargets()).containsExactly("Y1");
    assertThat(sample(5).getTargets()).isNull();
    assertThat(sample(6).getExperimentId()).isEqualTo("categorical-6");
    assertThat(sample(6).getValues()).isEqualTo(List.of(0.0, 1.0, 2.0, 3.0, 0.0, 1.0));
  }

  @Test
  void theyComeOverAndOver() {
    assertThat(DemoFaults.number(7)).isEqualTo(DemoFaults.number(0));
  }

  private Reason reason(int number) {
    return decoder.decode(bytes(number)).reason();
  }

  private Sample sample(int number) {
    return decoder.decode(bytes(number)).record();
  }

  private static byte[] bytes(int number) {
    return DemoFaults.number(number).value().getBytes(StandardCharsets.UTF_8);
  }
}
