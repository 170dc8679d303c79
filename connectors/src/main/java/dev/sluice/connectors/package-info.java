// SPDX-License-Identifier: Apache-2.0
/**
 * From Kafka to Flink and back, for every job.
 *
 * <pre>
 * KafkaSources ──> RawRecord ──> Decode ──> the job ──> Keyed ──> Encode ──> KafkaSinks
 *                                  │
 *                                  └──> DeadLetter ──> KafkaSinks.deadLetters
 * </pre>
 *
 * {@link dev.sluice.connectors.wire.Decoder} accepts plain JSON, Avro single objects and Confluent
 * frames whatever {@link dev.sluice.connectors.wire.WireFormat} is written. Bad input is a value
 * with a {@link dev.sluice.connectors.wire.Reason}; only a broker or registry that cannot be used
 * is an exception.
 */
package dev.sluice.connectors;
