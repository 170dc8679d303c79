// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import dev.sluice.models.discovery.study.DiscoveryOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outcomes of a study of discovery as lines of a CSV file; what is not defined is empty. */
final class DiscoveryCsv {
  private static final String HEADER =
      "graph,variables,observations,interventions,seed,method,epoch,shd,acyclic_shd,expected_shd,"
          + "auroc,brier,entropy_nats,distance_to_exact,loss_nats,cpu_seconds,failure";

  private DiscoveryCsv() {}

  static List<String> lines(List<DiscoveryOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    outcomes.forEach(outcome -> lines.add(line(outcome)));
    return lines;
  }

  private static String line(DiscoveryOutcome outcome) {
    return String.join(
        ",",
        outcome.truth(),
        String.valueOf(outcome.variables()),
        String.valueOf(outcome.draws().observations()),
        String.valueOf(outcome.draws().interventions()),
        String.valueOf(outcome.seed()),
        outcome.method().label(),
        outcome.epoch() == 0 ? "" : String.valueOf(outcome.epoch()),
        number(outcome.shd()),
        number(outcome.acyclicShd()),
        number(outcome.expectedShd()),
        number(outcome.auroc()),
        number(outcome.brier()),
        number(outcome.entropy()),
        number(outcome.distance()),
        number(outcome.loss()),
        number(outcome.seconds()),
        outcome.failure() == null ? "" : outcome.failure().replaceAll("[,\"\\p{Cntrl}]+", " "));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
  }
}
