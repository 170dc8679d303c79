// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;
import static dev.sluice.workbench.targeting.InterventionText.counted;

import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposalRule;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.workbench.command.Table;
import dev.sluice.workbench.csv.Cell;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The decisions of an experiment as text for a terminal, or for a file. */
final class TargetingView {
  private static final int MOST = 12;
  private static final Table DECISIONS =
      Table.of(
          left(12), left(18), left(9), right(9), right(7), right(8), right(8), rest().after(2));

  private final boolean shaded;

  /**
   * A view.
   *
   * @param shaded whether block characters can be shown
   */
  TargetingView(boolean shaded) {
    this.shaded = shaded;
  }

  /** The lines of the decisions, of which the latest record is given. */
  List<String> lines(ProposedIntervention latest, Decisions decisions) {
    List<String> lines = new ArrayList<>(heading(latest, decisions));
    if (decisions.all().isEmpty()) {
      return lines;
    }
    lines.add("");
    lines.addAll(table(decisions));
    decisions.all(DecisionStatus.PENDING).stream()
        .map(pending -> Cell.argument(Cell.visible(pending.latest().getDecisionId())))
        .forEach(id -> lines.add("waits for a person: sluice approve " + id));
    if (!decisions.last().getScores().isEmpty()) {
      lines.add("");
      lines.addAll(new ScoresView(shaded).lines(decisions.last()));
    }
    lines.add("");
    lines.addAll(new RowsCourse(decisions).lines(shaded));
    return lines;
  }

  private static List<String> heading(ProposedIntervention latest, Decisions decisions) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s%s"
            .formatted(
                Cell.visible(latest.getExperimentId()),
                counted(decisions.all().size(), "decision"),
                statuses(decisions)));
    ProposedIntervention begun = decisions.last() == null ? latest : decisions.last();
    ProposedIntervention accounts = decisions.stop() == null ? begun : decisions.stop();
    lines.add(
        text(
            "rule %s, %,d samples at the last decision, as of %s%s",
            rule(begun.getRule()),
            begun.getBasedOnSamples(),
            Instant.ofEpochMilli(latest.getAt()),
            accounts.getSpent() == null
                ? ""
                : ", cost " + InterventionText.cost(accounts.getSpent()) + " spent"));
    if (decisions.stop() != null) {
      String reason = decisions.stop().getReason();
      lines.add("stopped" + (reason == null ? "" : ": " + Cell.visible(reason)));
    }
    return lines;
  }

  private static String statuses(Decisions decisions) {
    String counts =
        Arrays.stream(DecisionStatus.values())
            .filter(status -> !decisions.all(status).isEmpty())
            .map(status -> decisions.all(status).size() + " " + status(status))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "" : ": " + counts;
  }

  private static String rule(ProposalRule rule) {
    return rule == ProposalRule.UNKNOWN
        ? "of a later version"
        : rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A status in words. */
  static String status(DecisionStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<String> table(Decisions decisions) {
    List<String> lines = new ArrayList<>();
    int hidden = Math.max(0, decisions.all().size() - MOST);
    lines.add(
        DECISIONS.row(
            "decision", "intervention", "status", "rows", "attempt", "expected", "realised"));
    if (hidden > 0) {
      lines.add("(%d before these)".formatted(hidden));
    }
    decisions.all().stream().skip(hidden).forEach(decision -> lines.add(row(decision.latest())));
    List<ProposedIntervention> both =
        decisions.all().stream()
            .map(Decisions.Decision::latest)
            .filter(record -> record.getExpectedGain() != null && record.getRealisedGain() != null)
            .toList();
    if (!both.isEmpty()) {
      lines.add(
          DECISIONS.row(
              "sum, nats",
              "of %d with both".formatted(both.size()),
              "",
              "",
              "",
              number("%.4f", both.stream().mapToDouble(r -> r.getExpectedGain()).sum()),
              number("%.4f", both.stream().mapToDouble(r -> r.getRealisedGain()).sum())));
    }
    return lines;
  }

  private static String row(ProposedIntervention record) {
    return DECISIONS.row(
        Cell.visible(Decisions.shortId(record.getDecisionId())),
        InterventionText.of(record.getTargets(), record.getValue()),
        status(record.getStatus()),
        record.getAnsweredRows() + "/" + record.getRows(),
        record.getAttempt(),
        number("%.4f", record.getExpectedGain()),
        number("%.4f", record.getRealisedGain()),
        record.getReason() == null ? "" : Cell.visible(record.getReason()));
  }

  /** A number, or "-" if it is unknown. */
  static String number(String format, Double value) {
    return value == null ? "-" : text(format, value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
