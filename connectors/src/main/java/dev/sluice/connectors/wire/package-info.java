// SPDX-License-Identifier: Apache-2.0
/**
 * Bytes to records and back, behind two doors: {@link dev.sluice.connectors.wire.Decoder} and
 * {@link dev.sluice.connectors.wire.Encoder}.
 *
 * <p>Conventions: a decoder takes each of plain JSON, Avro single objects and Confluent frames,
 * whichever is written. Bad bytes are a {@link dev.sluice.connectors.wire.Rejection} with a {@link
 * dev.sluice.connectors.wire.Reason} and never an exception; only a schema registry that cannot be
 * used is one. Nothing here knows what carries the bytes.
 */
package dev.sluice.connectors.wire;
