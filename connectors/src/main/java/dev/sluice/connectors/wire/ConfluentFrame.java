// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecordBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Confluent frame: which schema of a registry a record was written with, then Avro binary. The
 * schema is {@code 00} and its id (four bytes, big-endian) or {@code 01} and its GUID (16 bytes).
 * It may also be a header of the record, so that the value is Avro binary alone.
 *
 * <p>Schemas are fetched once; what the registry does not have is remembered for a while, so that a
 * stream of garbage does not become a stream of requests. Of a registry that is away the same holds
 * for every schema, and at most a tenth of the time goes into asking it again.
 */
final class ConfluentFrame<T extends SpecificRecordBase> {
  private static final Logger LOG = LoggerFactory.getLogger(ConfluentFrame.class);
  private static final int ID_BYTES = 5;
  private static final int GUID_BYTES = 17;

  /** A registry's replicas may lag behind, so that an unknown id is asked for again. */
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  /** How many times as long as a try in vain took a registry is left alone. */
  private static final int REST = 9;

  private static final long LONGEST_REST_NANOS = 60_000_000_000L;

  private static final int MAX_REFUSALS = 1_000;
  private static final int MAX_READERS = 1_000;

  private record Refusal(Reason reason, String message, long until) {}

  private final Class<T> type;
  private final SchemaRegistry registry;
  private final LongSupplier nanoTime;
  private final Map<String, AvroReader<T>> readers = atMost(MAX_READERS);
  private final Map<String, Refusal> refusals = atMost(MAX_REFUSALS);
  private long partlyRead;

  /** Why the registry is away; null if it is not. */
  private String trouble;

  private long restsUntil;

  ConfluentFrame(Class<T> type, SchemaRegistry registry, LongSupplier nanoTime) {
    this.type = type;
    this.registry = registry;
    this.nanoTime = nanoTime;
  }

  /** The newest entries of a map. */
  private static <V> Map<String, V> atMost(int entries) {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > entries;
      }
    };
  }

  /** Whether a value begins as this encoding does; no other begins with either byte. */
  static boolean begins(byte[] value) {
    return value.length > 0 && (value[0] == 0 || value[0] == 1);
  }

  /** What precedes the Avro binary of a record whose schema has this id. */
  static byte[] header(int id) {
    return ByteBuffer.allocate(ID_BYTES).put((byte) 0).putInt(id).array();
  }

  /** How many records were read without some of the fields that they were written with. */
  long partlyRead() {
    return partlyRead;
  }

  /**
   * Reads a frame.
   *
   * @throws UnavailableException if the registry cannot be asked: the record is not to blame
   */
  T read(byte[] value) throws Rejection {
    int header = value[0] == 0 ? ID_BYTES : GUID_BYTES;
    if (value.length < header) {
      throw Rejection.malformed("Confluent frame ends within its header");
    }
    return read(value, header, schemaOf(value));
  }

  /**
   * Reads a value whose schema is told by a header of the record.
   *
   * @throws UnavailableException if the registry cannot be asked: the record is not to blame
   */
  T read(byte[] value, byte[] header) throws Rejection {
    if (!begins(header) || header.length != (header[0] == 0 ? ID_BYTES : GUID_BYTES)) {
      throw Rejection.malformed(
          "header %s is neither 00 and an id of 4 bytes nor 01 and a GUID of 16 bytes"
              .formatted(Decoder.SCHEMA_ID_HEADER));
    }
    return read(value, 0, schemaOf(header));
  }

  /** The schema that a frame or header names, as messages do. */
  private static String schemaOf(byte[] frame) {
    ByteBuffer header = ByteBuffer.wrap(frame, 1, frame.length - 1);
    return frame[0] == 0
        ? String.valueOf(header.getInt())
        : new UUID(header.getLong(), header.getLong()).toString();
  }

  private T read(byte[] value, int start, String schema) throws Rejection {
    AvroReader<T> reader = readers.get(schema);
    if (reader == null) {
      reader = fetch(schema);
      readers.put(schema, reader);
    }
    T record = reader.read(value, start);
    if (!reader.fields().dropped().isEmpty()) {
      partlyRead++;
    }
    return record;
  }

  private AvroReader<T> fetch(String schema) throws Rejection {
    long start = nanoTime.getAsLong();
    Refusal refusal = refusals.get(schema);
    if (refusal != null && refusal.until - start >= 0) {
      if (refusal.reason == Reason.REGISTRY_UNAVAILABLE) {
        throw new UnavailableException(refusal.message, null);
      }
      throw new Rejection(refusal.reason, refusal.message);
    }
    if (trouble != null && restsUntil - start >= 0) {
      throw new UnavailableException(trouble, null);
    }
    try {
      AvroReader<T> reader =
          AvroReader.of(type, new SchemaFetch(registry, schema).fetch(), "schema " + schema);
      answers();
      if (!reader.fields().dropped().isEmpty()) {
        LOG.warn(
            "schema {} of registry {} has fields that {} has not, which are dropped: {}",
            schema,
            registry,
            type.getSimpleName(),
            JsonPlace.whole(String.join(", ", reader.fields().dropped())));
      }
      return reader;
    } catch (Rejection e) {
      answers();
      refuse(schema, e.reason(), e.getMessage());
      throw e;
    } catch (UnavailableException e) {
      isAway(e.getMessage(), start);
      refuse(schema, Reason.REGISTRY_UNAVAILABLE, e.getMessage());
      throw e;
    }
  }

  private void refuse(String schema, Reason reason, String message) {
    refusals.remove(schema);
    refusals.put(schema, new Refusal(reason, message, nanoTime.getAsLong() + REFUSAL_NANOS));
  }

  private void answers() {
    if (trouble != null && !registry.isAway()) { // not every refusal needs to ask
      LOG.info("Schema registry {} answers again.", registry);
      trouble = null;
    }
  }

  /** After all tries any other schema may be asked for at once: it may be about this one alone. */
  private void isAway(String message, long start) {
    long now = nanoTime.getAsLong();
    restsUntil = now + (trouble == null ? -1 : Math.min(LONGEST_REST_NANOS, REST * (now - start)));
    if (trouble == null) {
      LOG.warn("{}. Records that need it cannot be read until it answers.", message);
    }
    trouble = message;
  }
}
