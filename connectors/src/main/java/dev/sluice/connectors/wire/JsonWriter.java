// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * Writes records as plain JSON: fields in the order of the schema, unions unwrapped, doubles with
 * the digits that read back to the same double, NaN and infinities as null, bytes as base64.
 */
final class JsonWriter {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  /** Names of the fields of each record, encoded once. */
  private static final Map<Schema, SerializableString[]> NAMES = new ConcurrentHashMap<>();

  private JsonWriter() {}

  static byte[] write(IndexedRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      value(record, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static void value(Object value, JsonGenerator out) throws IOException {
    if (value == null) {
      out.writeNull();
    } else if (value instanceof Double number) {
      number(number, out);
    } else if (value instanceof Integer number) {
      out.writeNumber(number);
    } else if (value instanceof Long number) {
      out.writeNumber(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof IndexedRecord record) {
      record(record, out);
    } else if (value instanceof Collection<?> values) {
      array(values, out);
    } else if (value instanceof Map<?, ?> values) {
      map(values, out);
    } else if (value instanceof ByteBuffer bytes) {
      out.writeString(base64(bytes));
    } else {
      out.writeString(value.toString()); // texts and enum constants
    }
  }

  /** What a buffer has left; the buffer stays as it is. */
  private static String base64(ByteBuffer bytes) {
    byte[] left = new byte[bytes.remaining()];
    bytes.duplicate().get(left);
    return Base64.getEncoder().encodeToString(left);
  }

  private static void number(double number, JsonGenerator out) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeNull();
    }
  }

  private static void record(IndexedRecord record, JsonGenerator out) throws IOException {
    out.writeStartObject();
    SerializableString[] names = NAMES.computeIfAbsent(record.getSchema(), JsonWriter::names);
    for (int i = 0; i < names.length; i++) {
      out.writeFieldName(names[i]);
      value(record.get(i), out);
    }
    out.writeEndObject();
  }

  private static SerializableString[] names(Schema schema) {
    return schema.getFields().stream()
        .map(field -> new SerializedString(field.name()))
        .toArray(SerializableString[]::new);
  }

  private static void array(Collection<?> values, JsonGenerator out) throws IOException {
    out.writeStartArray();
    for (Object element : values) {
      value(element, out);
    }
    out.writeEndArray();
  }

  private static void map(Map<?, ?> values, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      out.writeFieldName(entry.getKey().toString());
      value(entry.getValue(), out);
    }
    out.writeEndObject();
  }
}
