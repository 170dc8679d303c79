// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.discovery.study.DiscoveryOutcome;
import dev.sluice.models.discovery.study.DiscoveryStudy;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.discovery.study.PairsFlagged;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.discovery.study.TargetsPredicted;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a study of discovery has found beside graphs: counts in the terminal, and as a file.
 *
 * @param name of the file, without its ending
 * @param title of the counts
 * @param columns names of the counts in the file: how many, and of how many, by turns
 * @param headings of the same in the terminal: one for each two
 * @param counts in the order of the columns; null where an outcome has none
 */
record FoundBeside(
    String name,
    String title,
    List<String> columns,
    List<String> headings,
    Function<DiscoveryOutcome, int[]> counts) {

  private static final Table TABLE = Table.of(left(7), right(5), right(14), right(14), right(14));

  private static final FoundBeside PAIRS =
      new FoundBeside(
          "confounders",
          "pairs flagged as having a latent common cause",
          List.of(
              "flagged_confounded",
              "confounded",
              "flagged_others",
              "others",
              "flagged_clear",
              "clear"),
          List.of(
              "that have one",
              "other pairs",
              String.format(Locale.ROOT, "from %.2f nats", PairsFlagged.CLEAR)),
          outcome -> pairs(outcome.flagged()));

  private static final FoundBeside TARGETS =
      new FoundBeside(
          "targets",
          "unknown targets that were found out",
          List.of("right_targets", "unknown_targets"),
          List.of("right"),
          outcome -> targets(outcome.targets()));

  /** What is to be found. */
  static List<FoundBeside> of(DiscoveryStudy.Asked asked) {
    List<FoundBeside> found = new ArrayList<>();
    if (asked.confounders()) {
      found.add(PAIRS);
    }
    if (asked.targets()) {
      found.add(TARGETS);
    }
    return found;
  }

  private static int[] pairs(PairsFlagged flagged) {
    return flagged == null
        ? null
        : new int[] {
          flagged.confounded(),
          flagged.ofConfounded(),
          flagged.others(),
          flagged.ofOthers(),
          flagged.clear(),
          flagged.ofClear()
        };
  }

  private static int[] targets(TargetsPredicted targets) {
    return targets == null ? null : new int[] {targets.right(), targets.of()};
  }

  /** Lines of a CSV file. */
  List<String> csv(List<DiscoveryOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "graph,variables,observations,interventions,seed,method,epoch,"
            + String.join(",", columns));
    for (DiscoveryOutcome outcome : outcomes) {
      int[] of = counts.apply(outcome);
      if (of != null) {
        lines.add(
            "%s,%d,%d,%d,%d,%s,%d,%s"
                .formatted(
                    outcome.truth(),
                    outcome.variables(),
                    outcome.draws().observations(),
                    outcome.draws().interventions(),
                    outcome.seed(),
                    outcome.method().label(),
                    outcome.epoch(),
                    joined(of, ",", ",")));
      }
    }
    return lines;
  }

  /** What the terminal says: sums over the seeds, and at the end each seed's. */
  List<String> lines(DiscoveryStudy.Settings settings, List<DiscoveryOutcome> outcomes) {
    List<String> lines = new ArrayList<>();
    for (GroundTruth truth : settings.truths()) {
      for (DrawCounts draws : settings.draws()) {
        lines.add(
            "%s, %s: %s, over all %d seeds"
                .formatted(
                    truth.name(), DiscoveryTable.text(draws, truth), title, settings.seeds()));
        lines.add(row("method", "epoch", headings));
        DiscoveryMedians cell = new DiscoveryMedians(outcomes).of(truth.name(), draws);
        for (StudyMethod method : settings.methods()) {
          lines.addAll(rows(cell, method, settings.epochs()));
        }
        lines.add("");
      }
    }
    return lines;
  }

  private List<String> rows(DiscoveryMedians cell, StudyMethod method, int last) {
    List<String> lines = new ArrayList<>();
    List<int[]> ofSeeds = List.of();
    for (int epoch : DiscoveryTable.epochs(last)) {
      ofSeeds =
          cell.at(method, epoch).outcomes().stream().map(counts).filter(c -> c != null).toList();
      if (!ofSeeds.isEmpty()) {
        List<String> cells = List.of(joined(sum(ofSeeds), " of ", "\n").split("\n"));
        lines.add(row(method.label(), epoch, cells));
      }
    }
    if (!ofSeeds.isEmpty()) {
      lines.add(
          "of each seed after epoch %d, %s: %s"
              .formatted(
                  last,
                  method.label(),
                  ofSeeds.stream()
                      .map(of -> joined(of, "/", " and "))
                      .collect(Collectors.joining(", "))));
    }
    return lines;
  }

  private static String row(Object method, Object epoch, List<String> cells) {
    return TABLE.row(Stream.concat(Stream.of(method, epoch), cells.stream()).toArray());
  }

  private static int[] sum(List<int[]> counts) {
    int[] sum = new int[counts.get(0).length];
    for (int[] of : counts) {
      for (int c = 0; c < sum.length; c++) {
        sum[c] += of[c];
      }
    }
    return sum;
  }

  private static String joined(int[] counts, String within, String between) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < counts.length; c++) {
      text.append(c == 0 ? "" : c % 2 == 0 ? between : within).append(counts[c]);
    }
    return text.toString();
  }
}
