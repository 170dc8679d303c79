// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors;

import java.util.Locale;

/** What a consumer of the output topics may see after a failure. */
public enum Delivery {
  /** Every record at least once; after a failure some records again. */
  AT_LEAST_ONCE,
  /**
   * Every record exactly once for consumers that read committed; visible only after a checkpoint.
   */
  EXACTLY_ONCE;

  /** The delivery's name on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
