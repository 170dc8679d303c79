// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.IndexedRecord;

/**
 * Searches decoded records for symbols that the reader does not know. Avro reads a symbol that a
 * later version of the schema has added as the default symbol of its enum: what was said is lost.
 */
final class KnownSymbols {
  private final RecordSearch search;

  /** A search through records of a schema. */
  KnownSymbols(Schema schema) {
    search = new RecordSearch(schema, Schema.Type.ENUM, KnownSymbols::fault);
  }

  /** Refuses a record with a symbol that is not known; the message names its place. */
  void check(IndexedRecord record) throws Rejection {
    String found = search.find(record);
    if (found != null) {
      throw Rejection.malformed(found);
    }
  }

  /** The symbols of an enum that say something, as messages list them. */
  static String listed(Schema symbols) {
    return symbols.getEnumSymbols().stream()
        .filter(symbol -> !symbol.equals(symbols.getEnumDefault()))
        .collect(Collectors.joining(", ", "one of ", ""));
  }

  private static String fault(Object value) {
    GenericEnumSymbol<?> symbol = (GenericEnumSymbol<?>) value;
    Schema symbols = symbol.getSchema();
    return symbol.toString().equals(symbols.getEnumDefault())
        ? " must be %s, not %s or a symbol of a later version".formatted(listed(symbols), symbol)
        : null;
  }
}
