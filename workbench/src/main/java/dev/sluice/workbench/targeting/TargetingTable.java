// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.models.targeting.TargetingRule.EIG;
import static dev.sluice.models.targeting.TargetingRule.GIT;
import static dev.sluice.models.targeting.TargetingRule.RANDOM;
import static dev.sluice.models.targeting.TargetingRule.ROUND_ROBIN;
import static dev.sluice.models.targeting.study.TargetingComparison.Distance.EXPECTED;
import static dev.sluice.models.targeting.study.TargetingComparison.Distance.PREDICTED;
import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.statistics.Interval;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.study.TargetingComparison;
import dev.sluice.models.targeting.study.TargetingComparison.Distance;
import dev.sluice.models.targeting.study.TargetingComparison.Estimate;
import dev.sluice.models.targeting.study.TargetingComparison.Stop;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a study of targeting says in the terminal. */
record TargetingTable(TargetingResults results) {
  /** Nats of predicted gain from which on rounds are compared with what was realised. */
  private static final double FORETOLD = 0.1;

  /** Nats of predicted gain per row below which a loop stops. */
  private static final double STOP = 0.005;

  private static final Table TABLE =
      Table.of(
          left(14), right(7), right(9), right(18), right(7), right(6), right(10), right(8),
          right(8));

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String family : results.families().keySet()) {
      lines.addAll(panel(family, results.of(family), 1));
    }
    if (results.families().size() > 1) {
      lines.addAll(panel("all together", results.of(null), results.families().size()));
    }
    return lines;
  }

  private List<String> panel(String name, TargetingComparison outcomes, int families) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s: %d systems, %d rounds of %d rows after %,d observations"
            .formatted(
                name,
                results.kind(),
                families * results.settings().seeds(),
                results.settings().loop().rounds(),
                results.settings().loop().rows(),
                results.settings().loop().observations()));
    lines.add(
        TABLE.row(
            "rule",
            "AUSHD",
            "- random",
            "95 % interval",
            "in %",
            "wins",
            "rows to 1",
            "entropy",
            "ms"));
    for (TargetingRule rule : results.settings().rules()) {
      lines.add(row(rule, outcomes));
    }
    if (results.isLearned()) {
      lines.addAll(ofPredictions(outcomes));
    }
    if (has(EIG)) {
      lines.addAll(ofGains(outcomes));
    }
    lines.add("");
    return lines;
  }

  private boolean has(TargetingRule rule) {
    return results.settings().rules().contains(rule);
  }

  private String row(TargetingRule rule, TargetingComparison outcomes) {
    String[] against = against(rule, outcomes, EXPECTED);
    return TABLE.row(
        rule.label(),
        number("%.3f", outcomes.area(rule, EXPECTED).mean()),
        against[0],
        against[1],
        against[2],
        against[3],
        number("%.1f", outcomes.rowsToOne(rule).mean()),
        number("%.3f", outcomes.entropy(rule).mean()),
        number("%.1f", outcomes.decisionMillis(rule)));
  }

  private String[] against(TargetingRule rule, TargetingComparison outcomes, Distance distance) {
    if (!has(RANDOM) || rule == RANDOM) {
      return new String[] {"-", "-", "-", "-"};
    }
    Estimate difference = outcomes.difference(rule, RANDOM, distance);
    return new String[] {
      number("%+.3f", difference.mean()),
      interval(difference.interval()),
      number("%+.0f", 100 * difference.mean() / outcomes.area(RANDOM, distance).mean()),
      number("%.2f", outcomes.wins(rule, RANDOM, distance))
    };
  }

  /** Of the graph that the beliefs predict, and of what GIT knows. */
  private List<String> ofPredictions(TargetingComparison outcomes) {
    List<String> lines = new ArrayList<>();
    lines.add("of the predicted graph:");
    for (TargetingRule rule : results.settings().rules()) {
      String[] against = against(rule, outcomes, PREDICTED);
      lines.add(
          TABLE.row(
              rule.label(),
              number("%.3f", outcomes.area(rule, PREDICTED).mean()),
              against[0],
              against[1],
              against[2],
              against[3],
              "",
              "",
              ""));
    }
    if (has(GIT)) {
      Estimate share = outcomes.agreement();
      lines.add(
          "git chooses as git-privileged would in %s of its decisions %s"
              .formatted(number("%.2f", share.mean()), interval(share.interval())));
    }
    return lines;
  }

  private List<String> ofGains(TargetingComparison outcomes) {
    List<String> lines = new ArrayList<>();
    if (has(ROUND_ROBIN)) {
      Estimate difference = outcomes.difference(EIG, ROUND_ROBIN, EXPECTED);
      lines.add(
          "eig minus round-robin: %s %s"
              .formatted(number("%+.3f", difference.mean()), interval(difference.interval())));
    }
    lines.add(
        "eig, realised over predicted gain: %s, of %d rounds with more than %s nats predicted"
            .formatted(
                number("%.3f", outcomes.calibration(EIG, FORETOLD)),
                outcomes.predictions(EIG, FORETOLD),
                FORETOLD));
    Stop stop = outcomes.stop(EIG, STOP);
    lines.add(
        "eig, below %s nats per row twice in a row: after %s of %d rounds, expected SHD %s there, %s"
                .formatted(
                    STOP,
                    number("%.1f", stop.rounds()),
                    results.settings().loop().rounds(),
                    number("%.3f", stop.expectedShd()),
                    number("%.3f", stop.atEnd()))
            + " at the end");
    return lines;
  }

  private static String interval(Interval interval) {
    return "[%s, %s]"
        .formatted(number("%+.3f", interval.lower()), number("%+.3f", interval.upper()));
  }

  private static String number(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }
}
