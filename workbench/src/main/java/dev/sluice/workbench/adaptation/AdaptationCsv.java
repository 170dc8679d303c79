// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.models.adaptation.AdaptationReport;
import dev.sluice.models.adaptation.study.AdaptationOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Outcomes of an adaptation study as lines of a CSV file; what is not defined is empty. */
final class AdaptationCsv {
  private AdaptationCsv() {}

  static List<String> lines(List<AdaptationOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    lines.add(header());
    outcomes.forEach(outcome -> lines.add(line(outcome)));
    return lines;
  }

  private static String header() {
    String toGap =
        AdaptationReport.EXCESSES.stream()
            .map(excess -> "shots_to_gap_" + excess)
            .collect(Collectors.joining(","));
    return "density,source,seed,class,scope,evidence,shots,gap_nats,gap_unchanged_nats,regret_nats,"
        + "relative_transfer,locality,forgetting_nats,"
        + toGap
        + ",mechanism_losses_nats";
  }

  private static String line(AdaptationOutcome outcome) {
    List<String> fields = new ArrayList<>();
    fields.add(outcome.density());
    fields.add(String.valueOf(outcome.source()));
    fields.add(String.valueOf(outcome.seed()));
    fields.add(AdaptationTable.name(outcome.model()));
    fields.add(AdaptationTable.name(outcome.scope()));
    fields.add(number(outcome.evidence()));
    fields.add(String.valueOf(outcome.shots()));
    fields.add(number(outcome.gap()));
    fields.add(number(outcome.gapUnchanged()));
    fields.add(number(outcome.regret()));
    fields.add(number(outcome.relativeTransfer()));
    fields.add(number(outcome.locality()));
    fields.add(number(outcome.forgetting()));
    for (int shots : outcome.samplesToGap()) {
      fields.add(shots < 0 ? "" : String.valueOf(shots));
    }
    fields.add(
        Arrays.stream(outcome.mechanismLosses())
            .mapToObj(AdaptationCsv::number)
            .collect(Collectors.joining(" ")));
    return String.join(",", fields);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
  }
}
