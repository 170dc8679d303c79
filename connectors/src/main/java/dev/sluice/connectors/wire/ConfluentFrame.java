// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.connectors.wire.SchemaRegistry.Found;
import dev.sluice.connectors.wire.SchemaRegistry.Reference;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Confluent frame: which schema of a registry a record was written with, then Avro binary. The
 * schema is {@code 00} and its id (four bytes, big-endian) or {@code 01} and its GUID (16 bytes).
 * It may also be a header of the record, so that the value is Avro binary alone.
 *
 * <p>Schemas are fetched once; what the registry does not have is remembered for a while, so that a
 * stream of garbage does not become a stream of requests.
 */
final class ConfluentFrame<T extends SpecificRecordBase> {
  private static final Logger LOG = LoggerFactory.getLogger(ConfluentFrame.class);
  private static final int ID_BYTES = 5;
  private static final int GUID_BYTES = 17;

  /** A registry's replicas may lag behind, so that an unknown id is asked for again. */
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private static final int MAX_REFUSALS = 1_000;
  private static final int MAX_READERS = 1_000;
  private static final int MAX_REFERENCES = 100;

  private record Refusal(Reason reason, String message, long until) {}

  private final Class<T> type;
  private final SchemaRegistry registry;
  private final LongSupplier nanoTime;
  private final Map<String, AvroReader<T>> readers = atMost(MAX_READERS);
  private final Map<String, Refusal> refusals = atMost(MAX_REFUSALS);
  private long partlyRead;

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
    Refusal refusal = refusals.get(schema);
    if (refusal != null && refusal.until - nanoTime.getAsLong() >= 0) {
      throw new Rejection(refusal.reason, refusal.message);
    }
    try {
      AvroReader<T> reader = AvroReader.of(type, fetchSchema(schema), "schema " + schema);
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
      refusals.remove(schema);
      refusals.put(
          schema, new Refusal(e.reason(), e.getMessage(), nanoTime.getAsLong() + REFUSAL_NANOS));
      throw e;
    }
  }

  private Schema fetchSchema(String schema) throws Rejection {
    boolean isGuid = schema.indexOf('-') > 0;
    if (!isGuid && schema.startsWith("-")) {
      throw Rejection.malformed("id " + schema + " of a schema is negative");
    }
    Optional<Found> found =
        isGuid ? registry.schemaOfGuid(schema) : registry.schema(Integer.parseInt(schema));
    if (found.isEmpty()) {
      throw Rejection.malformed("schema registry " + registry + " has no schema " + schema);
    }
    Map<Reference, Found> references = new LinkedHashMap<>();
    collect(found.get(), references, schema);
    try {
      // A default is for readers: a writer's need not fit.
      Schema.Parser parser = new Schema.Parser().setValidateDefaults(false);
      for (Found each : references.values()) {
        parser.parse(each.text());
      }
      return parser.parse(found.get().text());
    } catch (RuntimeException | StackOverflowError e) {
      throw Rejection.malformed(
          "schema %s of the registry is not Avro: %s"
              .formatted(schema, JsonPlace.whole(String.valueOf(e.getMessage()))));
    }
  }

  /** Fetches what a schema refers to, each before what refers to it. */
  private void collect(Found found, Map<Reference, Found> references, String schema)
      throws Rejection {
    if (!found.kind().equalsIgnoreCase("AVRO")) {
      throw Rejection.malformed(
          "schema %s of the registry is %s, not Avro"
              .formatted(schema, JsonPlace.quote(found.kind())));
    }
    for (Reference reference : found.references()) {
      if (references.containsKey(reference)) {
        continue;
      }
      String named = JsonPlace.quote(reference.subject()) + " version " + reference.version();
      if (reference.subject().isEmpty() || reference.version() < 1) {
        throw Rejection.malformed("schema " + schema + " refers to what is no schema: " + named);
      }
      if (references.size() == MAX_REFERENCES) {
        throw Rejection.malformed(
            "schema %s refers to more than %d schemas".formatted(schema, MAX_REFERENCES));
      }
      Found referred =
          registry
              .schema(reference)
              .orElseThrow(
                  () ->
                      Rejection.malformed(
                          "schema %s refers to %s, which the registry has not"
                              .formatted(schema, named)));
      references.put(reference, referred); // also against circles
      collect(referred, references, schema);
      references.remove(reference);
      references.put(reference, referred);
    }
  }
}
