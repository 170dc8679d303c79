// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

/**
 * A Kafka record as it was read: nothing decoded, nothing lost. Equal only if key and value are the
 * same arrays.
 *
 * @param topic the topic's full name
 * @param partition the partition within the topic
 * @param offset the offset within the partition
 * @param timestamp milliseconds since 1970-01-01T00:00:00Z, as the record's producer or broker set
 *     it
 * @param key the key's bytes, or null
 * @param value the value's bytes, or null (a tombstone)
 */
@SuppressWarnings("ArrayRecordComponent") // raw bytes, which nobody compares or changes
public record RawRecord(
    String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {

  /** The record's coordinates, unique within a Kafka cluster: {@code topic/partition/offset}. */
  public String coordinates() {
    return topic + "/" + partition + "/" + offset;
  }
}
