// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import java.util.Locale;

/** How records of the output topics are written. */
public enum WireFormat {
  /** Plain JSON: unions unwrapped, NaN and infinities as null. */
  JSON,
  /** Avro single-object encoding: {@code C3 01}, fingerprint of the schema, Avro binary. */
  AVRO,
  /** Confluent frame: {@code 00}, id of the schema in a registry, Avro binary. */
  CONFLUENT;

  /** The format's name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
