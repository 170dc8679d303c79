// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Avro single-object encoding: {@code C3 01}, the fingerprint of the writer's schema (CRC-64-AVRO,
 * little-endian), Avro binary.
 */
final class SingleObject<T extends SpecificRecordBase> {
  private static final int HEADER_BYTES = 10;

  private final Map<Long, AvroReader<T>> readers = new HashMap<>();

  /**
   * Reads records that were written with one of some schemas.
   *
   * @param type class of the records
   * @param versions schemas that writers use or used
   */
  SingleObject(Class<T> type, List<Schema> versions) {
    for (Schema version : versions) {
      readers.put(
          SchemaNormalization.parsingFingerprint64(version), new AvroReader<>(type, version));
    }
  }

  /** Whether a value begins as this encoding does. */
  static boolean begins(byte[] value) {
    return value.length > 1 && value[0] == (byte) 0xC3 && value[1] == 1;
  }

  /** What precedes the Avro binary of a record of this schema. */
  static byte[] header(Schema schema) {
    return ByteBuffer.allocate(HEADER_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xC3)
        .put((byte) 1)
        .putLong(SchemaNormalization.parsingFingerprint64(schema))
        .array();
  }

  T read(byte[] value) throws Rejection {
    if (value.length < HEADER_BYTES) {
      throw Rejection.malformed("Avro single object ends within its header");
    }
    long fingerprint = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    AvroReader<T> reader = readers.get(fingerprint);
    if (reader == null) {
      throw Rejection.malformed(
          "no version of the schema has the fingerprint " + Long.toHexString(fingerprint));
    }
    return reader.read(value, HEADER_BYTES);
  }
}
