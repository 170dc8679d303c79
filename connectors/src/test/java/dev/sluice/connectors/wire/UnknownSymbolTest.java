// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.AdaptationSnapshot;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.PriorScaleRule;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.SchemaVersions;
import dev.sluice.schemas.ShiftAction;
import dev.sluice.schemas.StructurePrior;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.VariableKind;
import dev.sluice.schemas.Violation;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Symbols that a later version of a schema has added. */
class UnknownSymbolTest {
  @AutoClose private final TestRegistry registry = new TestRegistry();

  private final KafkaSettings settings =
      new KafkaSettings(
          "unused:1",
          "",
          Delivery.AT_LEAST_ONCE,
          WireFormat.AVRO,
          registry.address(),
          10_000,
          Map.of());

  @Test
  void aKindOfALaterVersionIsNoPerfectIntervention() {
    Schema later =
        new Schema.Parser()
            .parse(
                SchemaVersions.newest(Sample.class)
                    .toString()
                    .replace("\"SOFT\"]", "\"SOFT\",\"HARD\"]"));
    byte[] frame = frame(registry.add(later), Records.sample());
    int kind = indexOfKind();
    assertThat(frame[kind]).as("index of SOFT, zigzag").isEqualTo((byte) (2 * 2));
    frame[kind] = 2 * 3;

    assertThat(settings.decoder(Sample.class).decode(frame).record())
        .isEqualTo(Sample.newBuilder(Records.sample()).setKind(InterventionKind.UNKNOWN).build());
    assertRefused(
        settings.inputDecoder(Sample.class).decode(frame),
        "kind must be one of PERFECT, SOFT, not UNKNOWN or a symbol of a later version");
  }

  @Test
  void jsonCannotSayItEither() {
    String sample = "{\"experimentId\":\"m\",\"targets\":[],\"values\":[],\"kind\":\"%s\"}";
    Decoder<Sample> decoder = settings.inputDecoder(Sample.class);

    assertThat(decoder.decode(sample.formatted("SOFT").getBytes(UTF_8)).record().getKind())
        .isEqualTo(InterventionKind.SOFT);
    assertRefused(
        decoder.decode(sample.formatted("HARD").getBytes(UTF_8)),
        "kind must be one of PERFECT, SOFT, not \"HARD\"");
    assertRefused(
        decoder.decode(sample.formatted("UNKNOWN").getBytes(UTF_8)),
        "kind must be one of PERFECT, SOFT, not UNKNOWN or a symbol of a later version");
  }

  @Test
  void theyAreFoundHoweverDeep() {
    Experiment experiment = Records.experiment();
    experiment.getVariables().get(1).setKind(VariableKind.UNKNOWN);
    assertInputRefused(
        experiment,
        "variables[1].kind must be one of CONTINUOUS, CATEGORICAL, not UNKNOWN or a symbol of a"
            + " later version");

    experiment = Records.experiment();
    experiment.getScore().setPriorScale(PriorScaleRule.UNKNOWN);
    assertInputRefused(
        experiment,
        "score.priorScale must be one of EVIDENCE, not UNKNOWN or a symbol of a later version");

    experiment = Records.experiment();
    experiment.setStructurePrior(StructurePrior.UNKNOWN);
    assertInputRefused(
        experiment,
        "structurePrior must be one of UNIFORM, FAIR, not UNKNOWN or a symbol of a later version");

    SurveyScenario scenario = SurveyRecords.scenario();
    scenario.setRules(Map.of("duty", new RuleViolation(Violation.NO, Violation.UNKNOWN)));
    assertInputRefused(
        scenario,
        "rules.duty.action2 must be one of YES, NO, NO_AGREEMENT, not UNKNOWN or a symbol of a"
            + " later version");
  }

  @Test
  void inputsWithoutThemAreReadAsTheyAre() {
    assertThat(decodeInput(Records.experiment())).isEqualTo(Decoded.of(Records.experiment()));
    assertThat(decodeInput(SurveyRecords.scenario()))
        .isEqualTo(Decoded.of(SurveyRecords.scenario()));
    assertThat(decodeInput(SurveyRecords.response()))
        .isEqualTo(Decoded.of(SurveyRecords.response()));
  }

  @Test
  void whatIsOnlyShownMayHoldThem() {
    AdaptationSnapshot snapshot = AdaptationRecords.snapshot();
    snapshot.getEvents().get(0).setAction(ShiftAction.UNKNOWN);
    byte[] value = settings.encoder(AdaptationSnapshot.class, "topic").encode(snapshot);

    assertThat(settings.decoder(AdaptationSnapshot.class).decode(value).record())
        .isEqualTo(snapshot);
  }

  private void assertInputRefused(SpecificRecordBase record, String message) {
    assertRefused(decodeInput(record), message);
  }

  private <T extends SpecificRecordBase> Decoded<T> decodeInput(T record) {
    @SuppressWarnings("unchecked") // a record's own class
    Class<T> type = (Class<T>) record.getClass();
    byte[] value = settings.encoder(type, "topic").encode(record);
    return settings.inputDecoder(type).decode(value);
  }

  private static void assertRefused(Decoded<?> decoded, String message) {
    assertThat(decoded).isEqualTo(Decoded.refused(Reason.MALFORMED, message));
  }

  private static byte[] frame(int id, Sample sample) {
    return new AvroWriter<>(Sample.class, ConfluentFrame.header(id)).write(sample);
  }

  /** Where two frames differ that differ in kind only. */
  private static int indexOfKind() {
    byte[] soft = frame(1, Records.sample());
    byte[] perfect =
        frame(1, Sample.newBuilder(Records.sample()).setKind(InterventionKind.PERFECT).build());
    int at = 0;
    while (soft[at] == perfect[at]) {
      at++;
    }
    return at;
  }
}
