// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.PrimitivesArrays;
import org.apache.avro.specific.SpecificData;

/** Readers of JSON values, one per kind of Avro schema. */
final class JsonValues {
  /** First capacity of an array of doubles; larger ones grow. */
  private static final int USUAL_VALUES = 16;

  private static final String BASE64 = "a text in base64 with padding";

  /** Digits of one unit of base64, to which a text is padded. */
  private static final int BASE64_UNIT = 4;

  private JsonValues() {}

  /**
   * The reader of a schema.
   *
   * @throws IllegalArgumentException if the schema cannot be told apart in plain JSON
   */
  static JsonValue of(Schema schema, SpecificData data) {
    return switch (schema.getType()) {
      case RECORD -> new JsonRecord(schema, data);
      case UNION -> new JsonUnion(schema, data);
      case ENUM -> symbols(schema, data);
      case ARRAY ->
          schema.getElementType().getType() == Schema.Type.DOUBLE
              ? in -> doubles(in, schema)
              : array(of(schema.getElementType(), data));
      case MAP -> map(of(schema.getValueType(), data));
      case DOUBLE -> JsonNumbers::scalar;
      case LONG -> JsonNumbers::readLong;
      case INT -> JsonNumbers::readInt;
      case STRING -> JsonValues::text;
      case BOOLEAN -> JsonValues::truth;
      case BYTES -> JsonValues::bytes;
      default ->
          throw new IllegalArgumentException("no plain JSON form of Avro type " + schema.getType());
    };
  }

  private static String text(JsonParser in) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.VALUE_STRING, "a text");
    String text = in.getText();
    if (!isUnicode(text)) {
      throw JsonPlace.mismatch(in, "Unicode text");
    }
    return text;
  }

  /**
   * Whether surrogates come in pairs; JSON can escape a single one, which cannot be written back.
   */
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /** Base64 with padding, in one line (RFC 4648, section 4). */
  private static ByteBuffer bytes(JsonParser in) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.VALUE_STRING, BASE64);
    String text = in.getText();
    if (text.length() % BASE64_UNIT != 0) { // the decoder would do without the padding
      throw JsonPlace.mismatch(in, BASE64);
    }
    try {
      return ByteBuffer.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw JsonPlace.mismatch(in, BASE64);
    }
  }

  private static Boolean truth(JsonParser in) throws Rejection {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw JsonPlace.mismatch(in, "true or false");
    };
  }

  private static JsonValue symbols(Schema schema, SpecificData data) {
    Map<String, Object> constants = new HashMap<>();
    for (String symbol : schema.getEnumSymbols()) {
      constants.put(symbol, data.createEnum(symbol, schema));
    }
    String expected = KnownSymbols.listed(schema);
    return in -> {
      JsonPlace.expect(in, JsonToken.VALUE_STRING, expected);
      Object constant = constants.get(in.getText());
      if (constant == null) {
        throw JsonPlace.mismatch(in, expected);
      }
      return constant;
    };
  }

  private static Object doubles(JsonParser in, Schema schema) throws IOException, Rejection {
    JsonPlace.expect(in, JsonToken.START_ARRAY, "an array");
    PrimitivesArrays.DoubleArray values = new PrimitivesArrays.DoubleArray(USUAL_VALUES, schema);
    while (in.nextToken() != JsonToken.END_ARRAY) {
      values.add(values.size(), JsonNumbers.element(in));
    }
    return values;
  }

  private static JsonValue array(JsonValue element) {
    return in -> {
      JsonPlace.expect(in, JsonToken.START_ARRAY, "an array");
      List<Object> values = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        values.add(element.read(in));
      }
      return values;
    };
  }

  private static JsonValue map(JsonValue value) {
    return in -> {
      JsonPlace.expect(in, JsonToken.START_OBJECT, "an object");
      Map<String, Object> values = new HashMap<>();
      for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
        in.nextToken();
        if (values.put(name, value.read(in)) != null) {
          throw JsonPlace.twice(in);
        }
      }
      return values;
    };
  }
}
