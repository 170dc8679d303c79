// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

class RecordSearchTest {
  private static final Schema PART =
      SchemaBuilder.record("Part")
          .fields()
          .requiredString("name")
          .requiredDouble("size")
          .endRecord();

  private static final Schema WHOLE =
      SchemaBuilder.record("Whole")
          .fields()
          .requiredString("id")
          .requiredLong("count")
          .optionalDouble("weight")
          .name("part")
          .type(PART)
          .noDefault()
          .name("rows")
          .type(Schema.createArray(Schema.createArray(Schema.create(Schema.Type.DOUBLE))))
          .noDefault()
          .name("parts")
          .type(Schema.createMap(PART))
          .noDefault()
          .name("any")
          .type(
              Schema.createUnion(
                  Schema.create(Schema.Type.STRING),
                  Schema.create(Schema.Type.DOUBLE),
                  Schema.createArray(PART)))
          .noDefault()
          .endRecord();

  private final RecordSearch negative =
      new RecordSearch(WHOLE, Schema.Type.DOUBLE, value -> (double) value < 0 ? " < 0" : null);
  private final GenericData.Record record =
      new GenericRecordBuilder(WHOLE)
          .set("id", "-1")
          .set("count", -1L)
          .set("weight", null)
          .set("part", part(1))
          .set("rows", List.of(List.of(), List.of(0.0, 1.0)))
          .set("parts", Map.of("a", part(2)))
          .set("any", "-1")
          .build();

  private static GenericData.Record part(double size) {
    return new GenericRecordBuilder(PART).set("name", "-1").set("size", size).build();
  }

  @Test
  void nothingIsAtFault() {
    assertThat(negative.find(record)).isNull();
    record.put("any", 0.0);
    assertThat(negative.find(record)).isNull();
  }

  @Test
  void thePlaceIsNamed() {
    record.put("any", List.of(part(1), part(-1)));
    assertThat(negative.find(record)).isEqualTo("any[1].size < 0");
    record.put("any", -2.0);
    assertThat(negative.find(record)).isEqualTo("any < 0");
    record.put("parts", Map.of("a", part(-1)));
    assertThat(negative.find(record)).isEqualTo("parts.a.size < 0");
    record.put("rows", List.of(List.of(), List.of(0.0, -1.0)));
    assertThat(negative.find(record)).isEqualTo("rows[1][1] < 0");
    record.put("part", part(-1));
    assertThat(negative.find(record)).isEqualTo("part.size < 0");
    record.put("weight", -1.0);
    assertThat(negative.find(record)).isEqualTo("weight < 0");
  }

  @Test
  void whatIsMissingIsNotTested() {
    record.put("part", null);
    record.put("rows", Arrays.asList(null, List.of(-1.0)));
    assertThat(negative.find(record)).isEqualTo("rows[1][0] < 0");
  }

  @Test
  void aSchemaWithoutTheTypeHasNothingToTest() {
    RecordSearch symbols = new RecordSearch(WHOLE, Schema.Type.ENUM, value -> " is wrong");
    assertThat(symbols.find(record)).isNull();
  }
}
