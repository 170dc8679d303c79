// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import java.util.Locale;
import java.util.Map;

/**
 * What became of the records that a job read; see {@link dev.sluice.connectors.Ledger}.
 *
 * @param read records read
 * @param accepted used
 * @param deadLettered sent to the dead letters
 * @param late too late to be used
 * @param duplicate seen before
 * @param waiting kept until their experiment is declared
 */
public record Accounts(
    long read, long accepted, long deadLettered, long late, long duplicate, long waiting) {

  /** The accounts among counts by name; a missing count is 0. */
  public static Accounts of(Map<String, Long> counts) {
    return new Accounts(
        counts.getOrDefault("read", 0L),
        counts.getOrDefault("accepted", 0L),
        counts.getOrDefault("deadLettered", 0L),
        counts.getOrDefault("late", 0L),
        counts.getOrDefault("duplicate", 0L),
        counts.getOrDefault("waiting", 0L));
  }

  /** Whether every record that was read is accounted for. */
  public boolean balance() {
    return read == accepted + deadLettered + late + duplicate + waiting;
  }

  /** The identity with its numbers, true or not. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d read %s %,d accepted + %,d dead-lettered + %,d late + %,d duplicate + %,d waiting",
        read,
        balance() ? "=" : "IS NOT",
        accepted,
        deadLettered,
        late,
        duplicate,
        waiting);
  }
}
