// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Reads records from plain JSON, driven by their Avro schema and without building a tree. Fields
 * may come in any order; a field that is absent takes the schema's default; unions are told apart
 * by the type of the JSON value.
 */
final class JsonReader<T extends SpecificRecordBase> {
  /** Deeper than any schema; a deeper value is garbage and must not overflow the stack. */
  private static final int MAX_DEPTH = 64;

  /** Names are kept in a symbol table, so that long ones of garbage would stay in memory. */
  private static final int MAX_NAME_LENGTH = 2_048;

  private final Class<T> type;
  private final JsonValue record;
  private final JsonFactory factory;

  JsonReader(Class<T> type) {
    SpecificData data = SpecificData.getForClass(type);
    this.type = type;
    this.record = JsonValues.of(data.getSchema(type), data);
    this.factory =
        JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to report them as such
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .build())
            .build();
  }

  T read(byte[] json) throws Rejection {
    try (JsonParser in = factory.createParser(json)) {
      in.nextToken();
      T read = type.cast(record.read(in));
      if (in.nextToken() != null) {
        throw Rejection.malformed("text after the record");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw Rejection.malformed(
          "not JSON: " + JsonPlace.whole(e.getOriginalMessage()) + at(e.getLocation()));
    } catch (IOException | RuntimeException e) {
      throw Rejection.malformed(
          "not JSON: "
              + JsonPlace.whole(e.toString())); // not known to happen, but bytes must never fail
    }
  }

  /** Where the text is wrong; of UTF-16 the parser knows the characters and not the bytes. */
  private static String at(JsonLocation location) {
    if (location == null) {
      return "";
    } else if (location.getByteOffset() >= 0) {
      return " (byte " + location.getByteOffset() + ")";
    }
    return location.getCharOffset() < 0 ? "" : " (character " + location.getCharOffset() + ")";
  }
}
