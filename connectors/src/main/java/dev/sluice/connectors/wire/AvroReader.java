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
  private final DatumReader<T> reader;
  private final FiniteNumbers numbers;

  AvroReader(Class<T> type, Schema writer) {
    SpecificData data = SpecificData.getForClass(type);
    this.type = type;
    this.reader = new SpecificDatumReader<>(writer, data.getSchema(type), data);
    this.numbers = new FiniteNumbers(data.getSchema(type));
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
    numbers.check(record);
    return record;
  }

  /** Reads a record; garbage makes Avro throw nearly every runtime exception there is. */
  private T read(BoundedBinaryDecoder in) throws Rejection {
    try {
      return reader.read(null, in);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw Rejection.malformed(
          "not Avro of schema " + type.getSimpleName() + ": " + JsonPlace.quote(e.toString()));
    }
  }
}
