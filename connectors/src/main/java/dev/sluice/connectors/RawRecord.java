// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import dev.sluice.connectors.wire.Decoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A Kafka record as it was read: nothing decoded, nothing lost.
 *
 * @param topic the topic's full name
 * @param partition the partition within the topic
 * @param offset the offset within the partition
 * @param timestamp milliseconds since 1970-01-01T00:00:00Z, as the record's producer or broker set
 *     it
 * @param key the key's bytes, or null
 * @param value the value's bytes, or null (a tombstone)
 * @param schemaId the header that tells the value's schema, {@link Decoder#SCHEMA_ID_HEADER}, or
 *     null
 */
public record RawRecord(
    String topic,
    int partition,
    long offset,
    long timestamp,
    byte[] key,
    byte[] value,
    byte[] schemaId) {

  /** A record without a header that tells its value's schema. */
  public RawRecord(
      String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {
    this(topic, partition, offset, timestamp, key, value, null);
  }

  /** The key as text; empty if there is none. */
  public String keyText() {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  /** The record's coordinates, unique within a Kafka cluster: {@code topic/partition/offset}. */
  public String coordinates() {
    return topic + "/" + partition + "/" + offset;
  }

  /** Whether the other is a record of the same coordinates and content. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RawRecord that
        && topic.equals(that.topic)
        && partition == that.partition
        && offset == that.offset
        && timestamp == that.timestamp
        && Arrays.equals(key, that.key)
        && Arrays.equals(value, that.value)
        && Arrays.equals(schemaId, that.schemaId);
  }

  @Override
  public int hashCode() {
    return Objects.hash(topic, partition, offset);
  }
}
