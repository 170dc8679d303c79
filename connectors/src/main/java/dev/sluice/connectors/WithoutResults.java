// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * A record of results that says instead why it has none. In every contract of results all results
 * may be null or empty, and {@code failure} and {@code failureReason} say why.
 */
final class WithoutResults {
  private static final String FAILURE = "failure";
  private static final String FAILURE_REASON = "failureReason";
  private static final String RECORD_TOO_LARGE = "RECORD_TOO_LARGE";

  private WithoutResults() {}

  /**
   * The same record with all that may be null null, lists and maps as short as they may be, and a
   * failure because of its size.
   *
   * @param text for a person
   * @return null if the contract cannot say that there are no results
   */
  static <T extends SpecificRecordBase> T tooLarge(T record, String text) {
    Schema schema = record.getSchema();
    Schema.Field failure = schema.getField(FAILURE);
    Schema.Field reason = schema.getField(FAILURE_REASON);
    if (failure == null || reason == null) {
      return null;
    }
    SpecificData data = SpecificData.getForClass(record.getClass());
    T without = data.deepCopy(schema, record);
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().isNullable()) {
        without.put(field.pos(), null);
      } else if (isCollection(field) && field.hasDefaultValue()) {
        without.put(field.pos(), data.getDefaultValue(field));
      }
    }
    without.put(failure.pos(), text);
    without.put(reason.pos(), data.createEnum(RECORD_TOO_LARGE, notNull(reason.schema())));
    return without;
  }

  private static boolean isCollection(Schema.Field field) {
    Schema.Type type = field.schema().getType();
    return type == Schema.Type.ARRAY || type == Schema.Type.MAP;
  }

  private static Schema notNull(Schema union) {
    return union.getTypes().stream().filter(type -> !type.isNullable()).findFirst().orElseThrow();
  }
}
