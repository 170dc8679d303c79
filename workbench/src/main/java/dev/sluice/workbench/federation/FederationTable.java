// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.federation.study.FederationOutcome;
import dev.sluice.models.federation.study.FederationStudy;
import dev.sluice.models.federation.study.Party;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a study of federations says in the terminal: means, and paired differences of rules. */
record FederationTable(FederationStudy.Settings settings, List<FederationOutcome> outcomes) {
  private static final Table TABLE =
      Table.of(
          left(9), right(5), right(7), right(8), right(7), right(8), right(7), right(7), right(7));

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (GroundTruth truth : settings.truths()) {
      for (DrawCounts draws : settings.draws()) {
        lines.addAll(panel(truth, draws));
      }
    }
    return lines;
  }

  private List<String> panel(GroundTruth truth, DrawCounts draws) {
    FederationCell cell = FederationCell.of(outcomes, truth.name(), draws);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s, %d sites, targets %s, each %,d observations and %,d per target: means over %d"
                + " seeds",
            truth.name(),
            settings.sites(),
            settings.split(),
            draws.observations(),
            draws.interventions(),
            settings.seeds()));
    lines.add(
        TABLE.row(
            "rule", "round", "SHD", "acyclic", "median", "AUROC", "95% at", "bytes", "CPU s"));
    int last = settings.training().rounds();
    for (Party party : settings.parties()) {
      for (int round = 1; round <= last; round++) {
        lines.add(row(cell, party, round, last));
      }
    }
    for (Party party : settings.parties()) {
      lines.add(
          "acyclic SHD of each seed after round %d, %s: %s"
              .formatted(last, party.label(), each(last(cell, party))));
    }
    lines.addAll(differences(cell, last));
    lines.add("");
    return lines;
  }

  private static String row(FederationCell cell, Party party, int round, int last) {
    return TABLE.row(
        party.label(),
        round,
        mean(cell, party, round, FederationOutcome::shd, "%.2f"),
        mean(cell, party, round, FederationOutcome::acyclicShd, "%.2f"),
        String.format(
            Locale.ROOT,
            "%.1f",
            cell.quartiles(party, round, FederationOutcome::acyclicShd).median()),
        mean(cell, party, round, FederationOutcome::auroc, "%.4f"),
        round == last ? cell.arrival(party, last) : "",
        party.isFederated() ? mean(cell, party, round, FederationOutcome::bytes, "%.0f") : "-",
        mean(cell, party, round, FederationOutcome::seconds, "%.2f"));
  }

  private static String mean(
      FederationCell cell,
      Party party,
      int round,
      ToDoubleFunction<FederationOutcome> measure,
      String format) {
    return String.format(Locale.ROOT, format, cell.mean(party, round, measure));
  }

  private static SortedMap<Long, Double> last(FederationCell cell, Party party, int last) {
    return cell.bySeed(party, last, FederationOutcome::acyclicShd);
  }

  private SortedMap<Long, Double> last(FederationCell cell, Party party) {
    return last(cell, party, settings.training().rounds());
  }

  private static String each(SortedMap<Long, Double> bySeed) {
    return bySeed.values().stream()
        .map(value -> String.format(Locale.ROOT, value % 1 == 0 ? "%.0f" : "%.2f", value))
        .collect(Collectors.joining(" "));
  }

  /**
   * Of each rule by which sites learn together from all that come after, and from the best site.
   */
  private List<String> differences(FederationCell cell, int last) {
    List<String> lines = new ArrayList<>();
    List<Party> parties = settings.parties();
    for (Party party : parties.stream().filter(Party::isFederated).toList()) {
      for (Party other : parties) {
        if (other != party && (other == Party.NAIVE || !other.isFederated())) {
          lines.add(difference(party, other.label(), last(cell, party), last(cell, other)));
        }
      }
      if (parties.contains(Party.ALONE)) {
        lines.add(
            difference(party, "the best site alone", last(cell, party), cell.bestAlone(last)));
      }
    }
    return lines;
  }

  private static String difference(
      Party party, String other, SortedMap<Long, Double> of, SortedMap<Long, Double> from) {
    MeanEstimate difference = FederationCell.difference(of, from);
    String interval =
        Double.isNaN(difference.interval().lower())
            ? ""
            : String.format(
                Locale.ROOT,
                " (95%%: %+.2f to %+.2f)",
                difference.interval().lower(),
                difference.interval().upper());
    return String.format(
        Locale.ROOT,
        "acyclic SHD, %s less %s, paired by seed: %+.2f%s",
        party.label(),
        other,
        difference.mean(),
        interval);
  }
}
