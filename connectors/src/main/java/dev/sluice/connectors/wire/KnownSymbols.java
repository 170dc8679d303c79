// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;

/**
 * Searches decoded records for symbols that the reader does not know. Avro reads a symbol that a
 * later version of the schema has added as the default symbol of its enum: what was said is lost.
 */
final class KnownSymbols {
  /** The fields in which there can be symbols; most of a record are numbers. */
  private final List<Schema.Field> fields;

  /** A search through records of a schema. */
  KnownSymbols(Schema schema) {
    fields = schema.getFields().stream().filter(field -> holdsSymbols(field.schema())).toList();
  }

  /** Refuses a record with a symbol that is not known; the message names its place. */
  void check(IndexedRecord record) throws Rejection {
    String found = inFields(record, fields);
    if (found != null) {
      throw Rejection.malformed(found.substring(1));
    }
  }

  /** The symbols of an enum that say something, as messages list them. */
  static String listed(Schema symbols) {
    return symbols.getEnumSymbols().stream()
        .filter(symbol -> !symbol.equals(symbols.getEnumDefault()))
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static boolean holdsSymbols(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> true;
      case RECORD -> schema.getFields().stream().anyMatch(field -> holdsSymbols(field.schema()));
      case ARRAY -> holdsSymbols(schema.getElementType());
      case MAP -> holdsSymbols(schema.getValueType());
      case UNION -> schema.getTypes().stream().anyMatch(KnownSymbols::holdsSymbols);
      default -> false;
    };
  }

  /** Place and fault of the first unknown symbol, such as {@code [1].kind must be ...}, or null. */
  private static String in(Object value) {
    if (value instanceof GenericEnumSymbol<?> symbol) {
      return inSymbol(symbol);
    } else if (value instanceof IndexedRecord record) {
      return inFields(record, record.getSchema().getFields());
    } else if (value instanceof List<?> values) {
      return inList(values);
    } else if (value instanceof Map<?, ?> values) {
      return inMap(values);
    }
    return null;
  }

  private static String inSymbol(GenericEnumSymbol<?> symbol) {
    Schema symbols = symbol.getSchema();
    return symbol.toString().equals(symbols.getEnumDefault())
        ? " must be %s, not %s or a symbol of a later version".formatted(listed(symbols), symbol)
        : null;
  }

  private static String inFields(IndexedRecord record, List<Schema.Field> fields) {
    for (Schema.Field field : fields) {
      String found = in(record.get(field.pos()));
      if (found != null) {
        return "." + field.name() + found;
      }
    }
    return null;
  }

  private static String inList(List<?> values) {
    for (int i = 0; i < values.size(); i++) {
      String found = in(values.get(i));
      if (found != null) {
        return "[" + i + "]" + found;
      }
    }
    return null;
  }

  private static String inMap(Map<?, ?> values) {
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      String found = in(entry.getValue());
      if (found != null) {
        return "." + entry.getKey() + found;
      }
    }
    return null;
  }
}
