// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

/**
 * An encoded record on its way to a topic.
 *
 * @param topic the topic's full name
 * @param key the record's key
 * @param value the record's value; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Encoded(String topic, byte[] key, byte[] value) {}
