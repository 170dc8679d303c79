// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What lets contracts grow: results may be missing, and symbols of later versions can be read. */
class ContractRulesTest {
  /** Each output with what is known of it even where there are no results. */
  static Stream<Arguments> outputs() {
    return Stream.of(
        output(PosteriorSnapshot.class, "experimentId asOf samples variables"),
        output(EffectsSnapshot.class, "experimentId asOf samples variables"),
        output(
            AdaptationSnapshot.class,
            "experimentId asOf samples variables learners burnIn window runLength"),
        output(DiscoverySnapshot.class, "experimentId asOf samples method variables"),
        output(SurveyScenarioMetrics.class, "model modelVersion scenarioId set asOf answers level"),
        output(SurveyModelMetrics.class, "model modelVersion set asOf scenarios answers level"),
        output(
            SurveyAgreement.class,
            "set model modelVersion otherModel otherModelVersion asOf level"),
        output(SurveyClusters.class, "set asOf"),
        output(
            SurveyDrift.class,
            "model baseline candidate set asOf falseDiscoveryRate effectFloor level"),
        output(MesaSnapshot.class, "group asOf sequences tokens"),
        output(
            LesionSynthetic.class,
            "caseId donor donorPatient acceptor acceptorPatient replica seed phantom"),
        output(
            LesionSnapshot.class,
            "group model asOf phantomCases cases failedCases level minimumVolume withLesion bothEmpty"));
  }

  private static Arguments output(Class<?> type, String known) {
    return arguments(type, Set.of(known.split(" ")));
  }

  static Stream<Class<? extends SpecificRecordBase>> records() {
    return SchemaVersionsTest.records();
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void anOutputCanBeWrittenWithoutResults(
      Class<? extends SpecificRecordBase> type, Set<String> required) {
    Set<String> withoutDefault = new TreeSet<>();
    for (Schema.Field field : SchemaVersions.newest(type).getFields()) {
      if (!field.hasDefaultValue()) {
        withoutDefault.add(field.name());
      } else if (field.schema().getType() == Schema.Type.UNION) {
        assertThat(field.defaultVal()).as(field.name()).isSameAs(JsonProperties.NULL_VALUE);
      } else {
        assertThat(field.defaultVal()).as("%s is empty", field.name()).hasToString(empty(field));
      }
    }

    assertThat(withoutDefault)
        .as("a result is a union with null, default null, or a list or map, default empty")
        .isEqualTo(new TreeSet<>(required));
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void anOutputCanSayWhyItHasNoResults(
      Class<? extends SpecificRecordBase> type, Set<String> required) {
    Schema schema = SchemaVersions.newest(type);

    assertThat(schema.getField("failure").schema())
        .isEqualTo(nullable(Schema.create(Schema.Type.STRING)));
    assertThat(schema.getField("failureReason").schema())
        .isEqualTo(nullable(new Schema.Parser().parse(FailureReason.getClassSchema().toString())));
    assertThat(required).as("is optional").doesNotContain("failure", "failureReason");
  }

  @ParameterizedTest
  @MethodSource("records")
  void everyEnumHasADefaultSymbol(Class<? extends SpecificRecordBase> type) {
    for (Schema symbols : enums(SchemaVersions.newest(type))) {
      assertThat(symbols.getEnumDefault())
          .as("what readers make of a symbol of a later version of %s", symbols.getName())
          .isEqualTo("UNKNOWN");
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void symbolsMayBeAdded(Class<? extends SpecificRecordBase> type) {
    Schema newest = SchemaVersions.newest(type);
    Schema later = withOneSymbolMore(newest);

    assertThat(SchemaCompatibility.checkReaderWriterCompatibility(newest, later).getType())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  @Test
  void aSymbolOfALaterVersionIsReadAsUnknownNotAsTheDefaultOfItsField() throws IOException {
    Sample sample =
        Sample.newBuilder()
            .setExperimentId("marks")
            .setTargets(List.of("MECH"))
            .setValues(List.of(1.0))
            .build();
    assertThat(sample.getKind()).isEqualTo(InterventionKind.PERFECT);

    Sample read = readFromALaterVersion(sample, "kind", InterventionKind.getClassSchema());

    assertThat(read).isEqualTo(Sample.newBuilder(sample).setKind(InterventionKind.UNKNOWN).build());
  }

  @Test
  void aLaterSymbolOfAnOptionalFieldIsReadAsUnknownToo() throws IOException {
    PosteriorSnapshot snapshot =
        PosteriorSnapshot.newBuilder()
            .setExperimentId("marks")
            .setAsOf(0)
            .setSamples(0)
            .setVariables(List.of("MECH"))
            .build();

    PosteriorSnapshot read =
        readFromALaterVersion(snapshot, "failureReason", FailureReason.getClassSchema());

    assertThat(read)
        .isEqualTo(
            PosteriorSnapshot.newBuilder(snapshot).setFailureReason(FailureReason.UNKNOWN).build());
  }

  /** The record as it is read with today's schema if a field holds a symbol added later. */
  private static <T extends SpecificRecordBase> T readFromALaterVersion(
      T record, String field, Schema symbols) throws IOException {
    Schema later = withOneSymbolMore(SchemaVersions.newest(record.getClass()));
    GenericRecord written = new GenericData.Record(later);
    for (Schema.Field each : later.getFields()) {
      written.put(each.pos(), record.get(record.getSchema().getField(each.name()).pos()));
    }
    Schema laterSymbols =
        enums(later).stream()
            .filter(schema -> schema.getFullName().equals(symbols.getFullName()))
            .findFirst()
            .orElseThrow();
    written.put(field, new GenericData.EnumSymbol(laterSymbols, "LATER"));

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(later).write(written, out);
    out.flush();
    return new SpecificDatumReader<T>(later, record.getSchema())
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  /** The schema after each of its enums got the symbol LATER. */
  private static Schema withOneSymbolMore(Schema schema) {
    String json = schema.toString();
    for (Schema symbols : enums(schema)) {
      String list = String.join("\",\"", symbols.getEnumSymbols());
      json = json.replace("[\"" + list + "\"]", "[\"" + list + "\",\"LATER\"]");
    }
    return new Schema.Parser().parse(json);
  }

  /** Every enum of a schema, at any depth, once. */
  private static List<Schema> enums(Schema schema) {
    List<Schema> found = new ArrayList<>();
    collect(schema, found, new TreeSet<>());
    return found;
  }

  private static void collect(Schema schema, List<Schema> found, Set<String> seen) {
    switch (schema.getType()) {
      case ENUM -> {
        if (seen.add(schema.getFullName())) {
          found.add(schema);
        }
      }
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          schema.getFields().forEach(field -> collect(field.schema(), found, seen));
        }
      }
      case ARRAY -> collect(schema.getElementType(), found, seen);
      case MAP -> collect(schema.getValueType(), found, seen);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, found, seen));
      default -> {}
    }
  }

  private static Schema nullable(Schema schema) {
    return Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
  }

  private static String empty(Schema.Field field) {
    return field.schema().getType() == Schema.Type.MAP ? "{}" : "[]";
  }
}
