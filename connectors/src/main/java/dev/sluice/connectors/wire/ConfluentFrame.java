// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * The Confluent frame: {@code 00}, the id of the writer's schema in a registry (big-endian), Avro
 * binary. Schemas are fetched once; ids that the registry does not have are remembered for a while,
 * so that a stream of garbage does not become a stream of requests.
 */
final class ConfluentFrame<T extends SpecificRecordBase> {
  private static final int HEADER_BYTES = 5;

  /** A registry's replicas may lag behind, so that an unknown id is asked for again. */
  private static final long REFUSAL_NANOS = 10_000_000_000L;

  private static final int MAX_REFUSALS = 1_000;

  private record Refusal(String message, long until) {}

  private final Class<T> type;
  private final SchemaRegistry registry;
  private final LongSupplier nanoTime;
  private final Map<Integer, AvroReader<T>> readers = new HashMap<>();
  private final Map<Integer, Refusal> refusals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Refusal> eldest) {
          return size() > MAX_REFUSALS;
        }
      };

  ConfluentFrame(Class<T> type, SchemaRegistry registry, LongSupplier nanoTime) {
    this.type = type;
    this.registry = registry;
    this.nanoTime = nanoTime;
  }

  /** Whether a value begins as this encoding does. */
  static boolean begins(byte[] value) {
    return value.length > 0 && value[0] == 0;
  }

  /** What precedes the Avro binary of a record whose schema has this id. */
  static byte[] header(int id) {
    return ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array();
  }

  /**
   * Reads a frame.
   *
   * @throws UnavailableException if the registry cannot be asked: the record is not to blame
   */
  T read(byte[] value) throws Rejection {
    if (value.length < HEADER_BYTES) {
      throw Rejection.malformed("Confluent frame ends within its header");
    }
    int id = ByteBuffer.wrap(value).getInt(1);
    AvroReader<T> reader = readers.get(id);
    if (reader == null) {
      reader = fetch(id);
      readers.put(id, reader);
    }
    return reader.read(value, HEADER_BYTES);
  }

  private AvroReader<T> fetch(int id) throws Rejection {
    Refusal refusal = refusals.get(id);
    if (refusal == null || refusal.until - nanoTime.getAsLong() < 0) {
      String schema = registry.schema(id).orElse(null);
      if (schema == null) {
        throw refuse(id, "schema registry " + registry + " has no schema " + id);
      }
      try {
        return new AvroReader<>(type, new Schema.Parser().parse(schema));
      } catch (AvroRuntimeException e) {
        throw refuse(id, "schema " + id + " of the registry is not Avro: " + e.getMessage());
      }
    }
    throw Rejection.malformed(refusal.message);
  }

  private Rejection refuse(int id, String message) {
    refusals.remove(id);
    refusals.put(id, new Refusal(message, nanoTime.getAsLong() + REFUSAL_NANOS));
    return Rejection.malformed(message);
  }
}
