// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.SchemaVersions;
import java.io.Serializable;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Encodes records in one wire format. Not thread-safe.
 *
 * @param <T> type of the records
 */
public final class Encoder<T extends SpecificRecordBase> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final WireFormat format;
  private final SerializableSupplier<RegistryAccess> registry;
  private final String topic;
  private transient AvroWriter<T> avro;

  private Encoder(
      Class<T> type,
      WireFormat format,
      SerializableSupplier<RegistryAccess> registry,
      String topic) {
    this.type = type;
    this.format = format;
    this.registry = registry;
    this.topic = topic;
  }

  /**
   * An encoder of one type of records.
   *
   * @param type class of the records
   * @param format of the bytes
   * @param registry tells, where records are encoded, the schema registry; needed for {@link
   *     WireFormat#CONFLUENT} only, else it may be null
   * @param topic full name of the topic; its schema is registered as {@code <topic>-value}, or is
   *     there already where nobody may register
   */
  public static <T extends SpecificRecordBase> Encoder<T> of(
      Class<T> type,
      WireFormat format,
      SerializableSupplier<RegistryAccess> registry,
      String topic) {
    return new Encoder<>(type, format, registry, topic);
  }

  /**
   * Encodes a record.
   *
   * @throws UnavailableException if the schema must be registered and the registry, asked several
   *     times, gives no answer
   */
  public byte[] encode(T record) {
    if (format == WireFormat.JSON) {
      return JsonWriter.write(record);
    }
    if (avro == null) {
      avro = new AvroWriter<>(type, header());
    }
    return avro.write(record);
  }

  private byte[] header() {
    Schema schema = SchemaVersions.newest(type);
    if (format == WireFormat.AVRO) {
      return SingleObject.header(schema);
    }
    return ConfluentFrame.header(
        new SchemaRegistry(registry.get()).register(topic + "-value", schema));
  }
}
