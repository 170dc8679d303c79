// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Reads a value of a union whose branches differ in the type of their JSON values. */
final class JsonUnion implements JsonValue {
  private enum Kind {
    NULL("null"),
    NUMBER("a number"),
    TEXT("a text"),
    TRUTH("true or false"),
    ARRAY("an array"),
    OBJECT("an object");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Map<Kind, JsonValue> branches = new EnumMap<>(Kind.class);
  private final String expected;

  JsonUnion(Schema schema, SpecificData data) {
    for (Schema branch : schema.getTypes()) {
      JsonValue reader =
          branch.getType() == Schema.Type.NULL ? in -> null : JsonValues.of(branch, data);
      if (branches.put(kind(branch), reader) != null) {
        throw new IllegalArgumentException("plain JSON cannot tell the branches apart: " + schema);
      }
    }
    expected = String.join(" or ", branches.keySet().stream().map(kind -> kind.words).toList());
  }

  @Override
  public Object read(JsonParser in) throws IOException, Rejection {
    Kind kind = kind(in);
    JsonValue branch = kind == null ? null : branches.get(kind);
    if (branch == null) {
      throw JsonPlace.mismatch(in, expected);
    }
    return branch.read(in);
  }

  private static Kind kind(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> Kind.NULL;
      case INT, LONG, DOUBLE -> Kind.NUMBER;
      case STRING, ENUM, BYTES -> Kind.TEXT;
      case BOOLEAN -> Kind.TRUTH;
      case ARRAY -> Kind.ARRAY;
      case RECORD, MAP -> Kind.OBJECT;
      case UNION, FLOAT, FIXED ->
          throw new IllegalArgumentException("no plain JSON form of a branch " + schema);
    };
  }

  private static Kind kind(JsonParser in) {
    return switch (in.currentToken()) {
      case VALUE_NULL -> Kind.NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_STRING -> Kind.TEXT;
      case VALUE_TRUE, VALUE_FALSE -> Kind.TRUTH;
      case START_ARRAY -> Kind.ARRAY;
      case START_OBJECT -> Kind.OBJECT;
      default -> null;
    };
  }
}
