// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.PriorScaleRule;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.ScoreSettings;
import dev.sluice.schemas.StructurePrior;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDecodingTest {
  private static final KafkaSettings SETTINGS = KafkaSettings.of("unused:1");

  private final Decoder<Sample> samples = SETTINGS.decoder(Sample.class);
  private final Decoder<Experiment> experiments = SETTINGS.decoder(Experiment.class);

  @Test
  void aSampleNeedsIdTargetsAndValues() {
    assertThat(sample("{'experimentId':'marks','targets':[],'values':[1.0,2.5]}").record())
        .isEqualTo(
            new Sample(
                "marks",
                null,
                null,
                List.of(),
                InterventionKind.PERFECT,
                List.of(1.0, 2.5),
                null,
                null,
                null));
  }

  @Test
  void fieldsMayComeInAnyOrderAmidWhitespace() {
    assertThat(
            sample(
                    "\n {'values' : [1, -2e3],\t'targets':null, 'kind':'SOFT', 'drawnAt':5,"
                        + " 'sampleId':'17', 'experimentId':'marks'}\r\n ")
                .record())
        .isEqualTo(
            new Sample(
                "marks",
                "17",
                5L,
                null,
                InterventionKind.SOFT,
                List.of(1.0, -2000.0),
                null,
                null,
                null));
  }

  @Test
  void anExperimentNeedsIdAndVariables() {
    Experiment experiment =
        experiment("{'experimentId':'marks','variables':[{'name':'G','kind':'CONTINUOUS'}]}")
            .record();

    Experiment expected = new Experiment(); // all other fields null
    expected.setExperimentId("marks");
    expected.setVariables(List.of(new Variable("G", VariableKind.CONTINUOUS, null)));
    expected.setScore(new ScoreSettings(1.0, null, null, 1.0));
    expected.setStructurePrior(StructurePrior.UNIFORM);
    expected.setRequiredEdges(List.of());
    expected.setForbiddenEdges(List.of());
    assertThat(experiment).isEqualTo(expected);
  }

  @Test
  void defaultsAreNotShared() {
    String json = "{'experimentId':'marks','variables':[]}";
    experiment(json).record().getScore().setAlphaMu(9.0);

    assertThat(experiment(json).record().getScore().getAlphaMu()).isEqualTo(1.0);
  }

  @Test
  void unionsAreToldApartByTheJsonType() {
    assertThat(priorScale("null")).isNull();
    assertThat(priorScale("2")).isEqualTo(2.0);
    assertThat(priorScale("'EVIDENCE'")).isEqualTo(PriorScaleRule.EVIDENCE);
  }

  @Test
  void doublesAreReadToTheLastBit() {
    String values = "0.1, 0.3333333333333333, 4.9e-324, 1.7976931348623157e308, -0.0";

    assertThat(
            sample("{'experimentId':'x','targets':[],'values':[" + values + "]}")
                .record()
                .getValues())
        .containsExactly(0.1, 1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE, -0.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tragets  | unknown field "tragets"; did you mean "targets"?
          Values   | unknown field "Values"; did you mean "values"?
          knid     | unknown field "knid"; did you mean "kind"?
          id       | unknown field "id"
          """)
  void anUnknownFieldIsNamedWithTheClosestKnownOne(String field, String message) {
    assertRefused(
        sample("{'experimentId':'marks','" + field + "':[],'values':[1.0]}"),
        Reason.UNKNOWN_FIELD,
        message);
  }

  @Test
  void anUnknownFieldIsNamedWithItsPlace() {
    assertRefused(
        experiment("{'experimentId':'m','variables':[{'name':'A','kind':'CONTINUOUS','lo':0}]}"),
        Reason.UNKNOWN_FIELD,
        "unknown field \"variables[0].lo\"");
    assertRefused(
        experiment("{'experimentId':'m','variables':[],'score':{'alphamu':0}}"),
        Reason.UNKNOWN_FIELD,
        "unknown field \"score.alphamu\"; did you mean \"alphaMu\"?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1.0,NaN,2.0      | values[1] is NaN, not a finite number
          -Infinity        | values[0] is -Infinity, not a finite number
          1.0,null         | values[1] is null, not a finite number
          '3.5'            | values[0] is "3.5", not a finite number
          1,2,'n/a'        | values[2] is "n/a", not a finite number
          1e999            | values[0] is 1e999, not a finite number
          """)
  void whatIsNotANumberIsNamedWithItsIndex(String values, String message) {
    assertRefused(
        sample("{'experimentId':'marks','targets':[],'values':[" + values + "]}"),
        Reason.NOT_A_NUMBER,
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'experimentId':'m','values':[]}                                | field "targets" is missing from the record
          {'experimentId':'m','targets':[],'values':[],'values':[]}       | field "values" comes twice
          {'experimentId':'m','targets':[],'values':[]} {}                | text after the record
          {'experimentId':'m','targets':[],'values':[]}]                  | not JSON: Unexpected close marker ']': no open Array to close (byte 45)
          {'experimentId':7,'targets':[],'values':[]}                     | experimentId must be a text, not 7
          {'experimentId':'m','targets':'MECH','values':[]}               | targets must be null or an array, not "MECH"
          {'experimentId':'m','targets':[[]],'values':[]}                 | targets[0] must be a text, not an array
          {'experimentId':'m','targets':[],'values':{}}                   | values must be an array, not an object
          {'experimentId':'m','targets':[],'values':[true]}               | values[0] must be a number, not true
          {'experimentId':'m','targets':[],'values':[[1.0]]}              | values[0] must be a number, not an array
          {'experimentId':'m','targets':[],'values':[],'kind':'HARD'}     | kind must be one of PERFECT, SOFT, not "HARD"
          {'experimentId':'m','targets':[],'values':[],'drawnAt':1.5}     | drawnAt must be an integer, not 1.5
          {'experimentId':'m','targets':[],'values':[],'drawnAt':99999999999999999999} | drawnAt must be an integer of 64 bits, not 99999999999999999999
          {'experimentId':'\\ud800x','targets':[],'values':[]}            | experimentId must be Unicode text, not "?x"
          []                                                              | the record must be an object, not an array
          7                                                               | the record must be an object, not 7
          """)
  void whatDoesNotFitTheSchemaIsMalformed(String json, String message) {
    Decoded<Sample> decoded = sample(json);

    assertThat(decoded.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(decoded.message().replace('\ud800', '?')).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" ", "marks", "{", "{'experimentId':'m','targets':[],'values':[1.0", "{]"})
  void whatIsNotJsonIsMalformed(String json) {
    assertThat(sample(json).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void aMissingFieldIsNamedWithItsPlace() {
    assertRefused(
        experiment(
            "{'experimentId':'m','variables':[{'name':'A','kind':'CONTINUOUS'},{'name':'B'}]}"),
        Reason.MALFORMED,
        "field \"kind\" is missing from variables[1]");
  }

  @Test
  void messagesRepeatLittleOfABadRecord() {
    assertThat(sample("{'" + "x".repeat(1_000) + "':1}").message()).hasSizeLessThan(200);
    assertThat(
            sample(
                    "{'experimentId':'"
                        + "x".repeat(9_000)
                        + "','kind':'"
                        + "y".repeat(9_000)
                        + "'}")
                .message())
        .hasSizeLessThan(200);
  }

  @Test
  void depthIsBounded() {
    assertThat(sample("[".repeat(100_000)).reason()).isEqualTo(Reason.MALFORMED);
    assertThat(sample("{'experimentId':'m','targets':" + "[".repeat(100_000)).reason())
        .isEqualTo(Reason.MALFORMED);
  }

  private Object priorScale(String json) {
    return experiment("{'experimentId':'m','variables':[],'score':{'priorScale':" + json + "}}")
        .record()
        .getScore()
        .getPriorScale();
  }

  private Decoded<Sample> sample(String json) {
    return samples.decode(json.replace('\'', '"').getBytes(UTF_8));
  }

  private Decoded<Experiment> experiment(String json) {
    return experiments.decode(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static void assertRefused(Decoded<?> decoded, Reason reason, String message) {
    assertThat(decoded.reason()).isEqualTo(reason);
    assertThat(decoded.message()).isEqualTo(message);
  }
}
