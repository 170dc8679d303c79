// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.schemas.MesaSnapshot;

/**
 * What the dashboard and Prometheus see of groups of sequences: {@code groups} (how many) and
 * gauges of the busiest in the group {@code mesa.<group>}.
 */
final class MesaGauges {

  private MesaGauges() {}

  /** With gauges of their own for so many groups of a subtask. */
  static Gauged<MesaSnapshot> of(int most) {
    return new Gauged<>(most, MesaGauges::numbers);
  }

  private static Numbers<MesaSnapshot> numbers() {
    return Numbers.of("mesa", MesaSnapshot::getTokens, MesaSnapshot::getAsOf)
        .countedAs("groups")
        .sum("tokens", MesaSnapshot::getTokens)
        .sum("sequences", MesaSnapshot::getSequences)
        .sum("duplicates", MesaSnapshot::getDuplicates);
  }
}
