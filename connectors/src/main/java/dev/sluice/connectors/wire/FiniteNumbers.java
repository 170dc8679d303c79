// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Searches records for numbers that are not finite, which Avro, unlike JSON, can hold. */
public final class FiniteNumbers {
  /** Those of the records that are written, made once: a schema is walked through to make one. */
  private static final Map<Schema, FiniteNumbers> OF_SCHEMA = new ConcurrentHashMap<>();

  private final RecordSearch search;

  /** A search through records of a schema. */
  FiniteNumbers(Schema schema) {
    search = new RecordSearch(schema, Schema.Type.DOUBLE, FiniteNumbers::fault);
  }

  /** Refuses a record with a NaN or an infinity; the message names its place and value. */
  void check(IndexedRecord record) throws Rejection {
    String found = search.find(record);
    if (found != null) {
      throw new Rejection(Reason.NOT_A_NUMBER, found + ", not a finite number");
    }
  }

  /**
   * Place and value of the first NaN or infinity of a record, such as {@code values[3] is NaN};
   * null if there is none.
   */
  public static String find(IndexedRecord record) {
    return OF_SCHEMA.computeIfAbsent(record.getSchema(), FiniteNumbers::new).search.find(record);
  }

  private static String fault(Object value) {
    return Double.isFinite((double) value) ? null : " is " + value;
  }
}
