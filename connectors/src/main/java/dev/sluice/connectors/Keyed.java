// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A record on its way to a topic.
 *
 * @param key the record's key
 * @param record the record, or null for a tombstone
 * @param <T> type of the record
 */
public record Keyed<T>(String key, T record) {

  /**
   * Type information of keyed Avro records, or others that Flink knows how to write; it cannot find
   * this out from the class alone.
   */
  public static <T> TypeInformation<Keyed<T>> typeInfo(Class<T> type) {
    @SuppressWarnings("unchecked") // the class of a generic type is always the raw one
    Class<Keyed<T>> keyed = (Class<Keyed<T>>) (Class<?>) Keyed.class;
    return Types.POJO(keyed, Map.of("key", Types.STRING, "record", TypeInformation.of(type)));
  }
}
