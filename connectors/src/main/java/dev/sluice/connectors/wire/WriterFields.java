// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * How the fields of a writer's schema are read as those of a contract: which are dropped, because a
 * newer or richer producer may have more, and which hold times of another unit.
 *
 * <p>A field that the contract has not is refused where its name is nearly that of one which the
 * writer has not, or which was called so before: it is probably that field, and to drop it would be
 * to lose it.
 */
final class WriterFields {
  /** Of a version of the contract itself. */
  static final WriterFields OWN = new WriterFields("", List.of());

  private static final long MICROS = 1_000;
  private static final long NANOS = 1_000_000;

  private final String name;
  private final List<Time> times;
  private final List<String> dropped = new ArrayList<>();

  /** A field of the record that holds a time in a finer unit. */
  private record Time(int position, long perMilli) {}

  private WriterFields(String name, List<Time> times) {
    this.name = name;
    this.times = times;
  }

  /**
   * How the fields of a schema are read. What the writer calls an enum becomes an alias of the
   * reader's: as with records, the name of a type is no part of what it says.
   *
   * @param name what messages call the writer's schema
   * @throws Rejection if a field is probably misspelt, or is a time that cannot be converted
   */
  static WriterFields of(Schema writer, Schema reader, String name) throws Rejection {
    WriterFields fields = new WriterFields(name, new ArrayList<>());
    fields.compare(writer, reader, "");
    return fields;
  }

  /** Places of the fields that are dropped, such as {@code variables.unit}. */
  List<String> dropped() {
    return dropped;
  }

  /** Converts the times of a record that was read with these schemas. */
  void toMillis(SpecificRecordBase record) {
    for (Time time : times) {
      if (record.get(time.position) instanceof Long value) {
        record.put(time.position, Math.floorDiv(value, time.perMilli));
      }
    }
  }

  /** Ends where the reader's schema does, which refers nowhere to itself. */
  private void compare(Schema writer, Schema reader, String place) throws Rejection {
    for (Schema written : branches(writer)) {
      for (Schema read : branches(reader)) {
        if (written.getType() == read.getType()) {
          switch (written.getType()) {
            case RECORD -> compareFields(written, read, place);
            case ARRAY -> compare(written.getElementType(), read.getElementType(), place);
            case MAP -> compare(written.getValueType(), read.getValueType(), place);
            case ENUM -> addName(written, read);
            default -> {
              // nothing in it has a name
            }
          }
        }
      }
    }
  }

  private static void addName(Schema written, Schema read) {
    if (!written.getFullName().equals(read.getFullName())) {
      String space = written.getNamespace();
      read.addAlias(written.getName(), space == null ? "" : space);
    }
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }

  private void compareFields(Schema writer, Schema reader, String place) throws Rejection {
    Set<String> lacking = new HashSet<>();
    for (Schema.Field field : reader.getFields()) {
      Schema.Field written = written(writer, field);
      if (written == null) {
        lacking.add(field.name());
      } else {
        compareTimes(written, field, place);
        compare(written.schema(), field.schema(), place + field.name() + ".");
      }
    }
    for (Schema.Field field : writer.getFields()) {
      if (!isKnown(reader, field.name())) {
        String near = meant(field, lacking);
        if (near != null) {
          throw new Rejection(
              Reason.UNKNOWN_FIELD,
              "unknown field \"%s\" of %s; did you mean \"%s\"?"
                  .formatted(JsonPlace.quote(place + field.name()), name, place + near));
        }
        dropped.add(place + field.name());
      }
    }
  }

  /** Which of the fields that the writer lacks its field is, by an alias or nearly by its name. */
  private static String meant(Schema.Field field, Set<String> lacking) {
    return field.aliases().stream()
        .filter(lacking::contains)
        .findFirst()
        .or(() -> ClosestName.to(field.name(), lacking))
        .orElse(null);
  }

  private static Schema.Field written(Schema writer, Schema.Field field) {
    Schema.Field written = writer.getField(field.name());
    for (String alias : field.aliases()) {
      written = written == null ? writer.getField(alias) : written;
    }
    return written;
  }

  private static boolean isKnown(Schema reader, String field) {
    return reader.getField(field) != null
        || reader.getFields().stream().anyMatch(known -> known.aliases().contains(field));
  }

  /** All whole numbers of 64 bits that a contract gives a unit are milliseconds since 1970. */
  private void compareTimes(Schema.Field written, Schema.Field field, String place)
      throws Rejection {
    if (branches(field.schema()).stream().noneMatch(s -> s.getType() == Schema.Type.LONG)) {
      return;
    }
    Set<Long> units = new HashSet<>();
    for (Schema branch : branches(written.schema())) {
      if (branch.getType() == Schema.Type.LONG || branch.getType() == Schema.Type.INT) {
        units.add(perMilli(branch, place + field.name()));
      }
    }
    boolean isMillis = units.isEmpty() || units.equals(Set.of(1L));
    if (!isMillis && (units.size() > 1 || !place.isEmpty())) {
      throw noTime(place + field.name(), "a time in more than one unit");
    }
    if (!isMillis) {
      times.add(new Time(field.pos(), units.iterator().next()));
    }
  }

  private long perMilli(Schema time, String place) throws Rejection {
    String type = time.getProp("logicalType");
    String unit = type == null ? time.getProp("connect.name") : type;
    if (unit == null) {
      return 1;
    }
    return switch (unit) {
      case "timestamp-micros", "io.debezium.time.MicroTimestamp" -> MICROS;
      case "timestamp-nanos", "io.debezium.time.NanoTimestamp" -> NANOS;
      case "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos",
          "date",
          "time-millis",
          "time-micros",
          "io.debezium.time.Date",
          "io.debezium.time.Time",
          "io.debezium.time.MicroTime",
          "io.debezium.time.NanoTime" ->
          throw noTime(place, "a " + unit);
      default -> 1;
    };
  }

  private Rejection noTime(String place, String what) {
    return Rejection.malformed(
        "field \"%s\" of %s is %s; expected a timestamp-millis, -micros or -nanos"
            .formatted(place, name, what));
  }
}
