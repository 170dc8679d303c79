// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import dev.sluice.schemas.SchemaVersions;
import java.io.Serializable;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Decodes values of a topic. The first bytes decide: {@code C3 01} is Avro single-object encoding,
 * {@code 00} or {@code 01} a Confluent frame (if a registry is configured), anything else plain
 * JSON. A header of the record that tells the schema goes before that: then all of the value is
 * Avro binary.
 *
 * <p>Every number of a decoded record is finite. Not thread-safe.
 *
 * @param <T> type of the records
 */
public final class Decoder<T extends SpecificRecordBase> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Header in which newer serializers of Confluent's write what otherwise begins the value. */
  public static final String SCHEMA_ID_HEADER = "__value_schema_id";

  private static final String NO_REGISTRY = ", but no schema registry is configured";

  private final Class<T> type;
  private final SerializableSupplier<RegistryAccess> registry;
  private final int maxRecordBytes;
  private final boolean strict;
  private final boolean parks;
  private transient boolean waits;
  private transient JsonReader<T> json;
  private transient SingleObject<T> singleObject;
  private transient ConfluentFrame<T> confluentFrame;
  private transient KnownSymbols symbols;

  private Decoder(
      Class<T> type,
      SerializableSupplier<RegistryAccess> registry,
      int maxRecordBytes,
      boolean strict,
      boolean parks) {
    this.type = type;
    this.registry = registry;
    this.maxRecordBytes = maxRecordBytes;
    this.strict = strict;
    this.parks = parks;
  }

  /**
   * A decoder of one type of records.
   *
   * @param registry tells, where records are decoded, the schema registry for Confluent frames;
   *     null if there is none
   * @param maxRecordBytes longer values are refused
   */
  public static <T extends SpecificRecordBase> Decoder<T> of(
      Class<T> type, SerializableSupplier<RegistryAccess> registry, int maxRecordBytes) {
    return new Decoder<>(type, registry, maxRecordBytes, false, false);
  }

  /**
   * The decoder of inputs: it refuses records with a symbol that a later version of the schema has
   * added. What only shows a record can read such a symbol as UNKNOWN, but what acts on it must not
   * take it for another.
   */
  public Decoder<T> strict() {
    return new Decoder<>(type, registry, maxRecordBytes, true, parks);
  }

  /**
   * The decoder of a stream that does not stand still for one record: it refuses records whose
   * schema the registry does not tell, unless its access says to wait for it.
   */
  public Decoder<T> parking() {
    return new Decoder<>(type, registry, maxRecordBytes, strict, true);
  }

  /**
   * Decodes a value. Whatever the bytes, the answer is a record or a reason, never an exception,
   * and memory stays bounded by a small multiple of the value's size.
   *
   * @param value the bytes of a value; null is malformed
   * @throws UnavailableException if a schema is needed and the registry, asked several times, gives
   *     no answer: the record is not to blame. A decoder that {@link #parking() parks} refuses it
   *     and throws only if it is interrupted
   */
  public Decoded<T> decode(byte[] value) {
    return decode(value, null);
  }

  /**
   * Decodes the value of a record with a header that may tell its schema.
   *
   * @param value the bytes of a value; null is malformed
   * @param schemaId value of the header {@link #SCHEMA_ID_HEADER}; null if there is none
   * @throws UnavailableException see {@link #decode(byte[])}
   */
  public Decoded<T> decode(byte[] value, byte[] schemaId) {
    if (json == null) {
      open(); // what is wrong with the settings is no matter of the record
    }
    try {
      return Decoded.of(read(value, schemaId));
    } catch (Rejection rejection) {
      return Decoded.refused(rejection.reason(), rejection.getMessage());
    } catch (UnavailableException e) {
      if (!parks || waits || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return Decoded.refused(Reason.REGISTRY_UNAVAILABLE, e.getMessage());
    }
  }

  /** How many records were read without some of the fields that they were written with. */
  public long partlyRead() {
    return confluentFrame == null ? 0 : confluentFrame.partlyRead();
  }

  /** Whether a record was refused for no other reason than that no registry is configured. */
  public boolean lacksRegistry(byte[] value, byte[] schemaId) {
    return registry == null
        && value != null
        && value.length > 0
        && (schemaId != null || ConfluentFrame.begins(value));
  }

  private T read(byte[] value, byte[] schemaId) throws Rejection {
    if (value == null || value.length == 0) {
      throw Rejection.malformed("no value");
    }
    if (value.length > maxRecordBytes) {
      throw new Rejection(
          Reason.TOO_LARGE,
          value.length + " bytes; at most " + maxRecordBytes + " bytes are accepted");
    }
    T record = schemaId == null ? readAny(value) : readWithHeader(value, schemaId);
    if (strict) {
      symbols.check(record);
    }
    return record;
  }

  private T readAny(byte[] value) throws Rejection {
    if (SingleObject.begins(value)) {
      return singleObject.read(value);
    } else if (ConfluentFrame.begins(value)) {
      if (confluentFrame == null) {
        throw Rejection.malformed(
            "begins with 0" + value[0] + " like a Confluent frame" + NO_REGISTRY);
      }
      return confluentFrame.read(value);
    }
    return json.read(value);
  }

  /** Without a registry a value may still be read that needs none, such as JSON. */
  private T readWithHeader(byte[] value, byte[] schemaId) throws Rejection {
    if (confluentFrame != null) {
      return confluentFrame.read(value, schemaId);
    }
    try {
      return readAny(value);
    } catch (Rejection e) {
      throw Rejection.malformed("has a header " + SCHEMA_ID_HEADER + NO_REGISTRY);
    }
  }

  private void open() {
    singleObject = new SingleObject<>(type, SchemaVersions.of(type));
    symbols = new KnownSymbols(SpecificData.getForClass(type).getSchema(type));
    if (registry != null) {
      RegistryAccess access = registry.get();
      waits = access.tries() == 0;
      confluentFrame = new ConfluentFrame<>(type, new SchemaRegistry(access), System::nanoTime);
    }
    json = new JsonReader<>(type);
  }
}
