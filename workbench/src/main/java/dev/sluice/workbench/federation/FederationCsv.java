// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.models.federation.study.FederationOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outcomes of a study of federations as lines of a CSV file; what is not defined is empty. */
final class FederationCsv {
  private static final String HEADER =
      "graph,variables,edges,observations,interventions,seed,rule,site,round,shd,acyclic_shd,auroc,"
          + "bytes,cpu_seconds";

  private FederationCsv() {}

  static List<String> lines(List<FederationOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    lines.add(HEADER);
    outcomes.forEach(outcome -> lines.add(line(outcome)));
    return lines;
  }

  private static String line(FederationOutcome outcome) {
    return String.join(
        ",",
        outcome.truth(),
        String.valueOf(outcome.variables()),
        String.valueOf(outcome.edges()),
        String.valueOf(outcome.draws().observations()),
        String.valueOf(outcome.draws().interventions()),
        String.valueOf(outcome.seed()),
        outcome.party().label(),
        outcome.site() == 0 ? "" : String.valueOf(outcome.site()),
        String.valueOf(outcome.round()),
        number(outcome.shd()),
        number(outcome.acyclicShd()),
        number(outcome.auroc()),
        String.valueOf(outcome.bytes()),
        number(outcome.seconds()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
  }
}
