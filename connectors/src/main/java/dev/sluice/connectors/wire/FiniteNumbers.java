// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Searches records for numbers that are not finite, which Avro, unlike JSON, can hold. */
public final class FiniteNumbers {
  private FiniteNumbers() {}

  /** Refuses a record with a NaN or an infinity; the message names its place and value. */
  static void check(IndexedRecord record) throws Rejection {
    String found = find(record);
    if (found != null) {
      throw new Rejection(Reason.NOT_A_NUMBER, found + ", not a finite number");
    }
  }

  /**
   * Place and value of the first NaN or infinity of a record, such as {@code values[3] is NaN};
   * null if there is none.
   */
  public static String find(IndexedRecord record) {
    String found = inRecord(record);
    return found == null ? null : found.substring(1);
  }

  /**
   * Place and value of the first number that is not finite, such as {@code [3] is NaN}, or null.
   */
  private static String in(Object value) {
    if (value instanceof Double number) {
      return Double.isFinite(number) ? null : " is " + number;
    } else if (value instanceof List<?> values) {
      return inList(values);
    } else if (value instanceof IndexedRecord record) {
      return inRecord(record);
    } else if (value instanceof Map<?, ?> values) {
      return inMap(values);
    }
    return null;
  }

  private static String inRecord(IndexedRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
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
