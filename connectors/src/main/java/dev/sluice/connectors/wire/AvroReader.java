// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads records of one type from Avro binary that was written with one schema, maybe an old one.
 */
final class AvroReader<T extends SpecificRecordBase> {
  private final Class<T> type;
  private final WriterFields fields;
  private final DatumReader<T> reader;
  private final FiniteNumbers numbers;

  /** A reader of what was written with a version of the type's own schema. */
  AvroReader(Class<T> type, Schema writer) {
    this(type, writer, SpecificData.getForClass(type).getSchema(type), WriterFields.OWN);
  }

  private AvroReader(Class<T> type, Schema writer, Schema reader, WriterFields fields) {
    SpecificData data = SpecificData.getForClass(type);
    this.type = type;
    this.fields = fields;
    this.reader = new SpecificDatumReader<>(writer, reader, data);
    this.numbers = new FiniteNumbers(data.getSchema(type));
  }

  /**
   * A reader of what was written with a schema of somebody else's.
   *
   * @param name what messages call the schema
   * @throws Rejection if its fields must not be read as those of the type
   */
  static <T extends SpecificRecordBase> AvroReader<T> of(Class<T> type, Schema writer, String name)
      throws Rejection {
    String own = SpecificData.getForClass(type).getSchema(type).toString();
    Schema reader = new Schema.Parser().parse(own); // a copy, which learns the writer's names
    WriterFields fields = WriterFields.of(writer, reader, name);
    return new AvroReader<>(type, writer, reader, fields);
  }

  /** How the writer's fields are read. */
  WriterFields fields() {
    return fields;
  }

  /**
   * Reads the one record that fills the array from a position to its end.
   *
   * @throws Rejection if there is no such record, or if it holds a number that is not finite
   */
  T read(byte[] value, int start) throws Rejection {
    BoundedBinaryDecoder in = new BoundedBinaryDecoder(value, start);
    T record = read(in);
    if (in.remaining() > 0) {
      throw Rejection.malformed(in.remaining() + " bytes after the record");
    }
    fields.toMillis(record);
    numbers.check(record);
    return record;
  }

  /** Reads a record; garbage makes Avro throw nearly every runtime exception there is. */
  private T read(BoundedBinaryDecoder in) throws Rejection {
    try {
      return reader.read(null, in);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw Rejection.malformed(
          "not Avro of schema " + type.getSimpleName() + ": " + JsonPlace.whole(cause(e)));
    }
  }

  /** What is wrong, where Avro's own words would be those of a fault of the program. */
  private static String cause(Throwable e) {
    if (e instanceof IndexOutOfBoundsException) {
      return "a union or an enum has fewer branches or symbols than the value says";
    } else if (e instanceof StackOverflowError) {
      return "the value is nested too deeply";
    } else if (e instanceof ClassCastException || e instanceof NullPointerException) {
      return "the value does not fit the schema that it was written with";
    }
    return e.toString();
  }
}
