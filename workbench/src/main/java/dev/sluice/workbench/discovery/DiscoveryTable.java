// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.models.discovery.study.DiscoveryOutcome;
import dev.sluice.models.discovery.study.DiscoveryStudy;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a study of discovery says in the terminal: medians, and the distance of every seed. */
record DiscoveryTable(DiscoveryStudy.Settings settings, List<DiscoveryOutcome> outcomes) {
  /** Epochs that are shown of many. */
  private static final int[] SOME = {1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000};

  private static final int ALL = 10;

  private static final Table TABLE =
      Table.of(
          left(7), right(5), right(7), right(8), right(8), right(8), right(8), right(9), right(9),
          right(8));

  /** The epochs that are shown: all if they are few, the last always. */
  static List<Integer> epochs(int last) {
    if (last <= ALL) {
      return IntStream.rangeClosed(1, last).boxed().toList();
    }
    return Stream.concat(IntStream.of(SOME).filter(e -> e < last).boxed(), Stream.of(last))
        .toList();
  }

  /** Numbers of draws in words. */
  static String text(DrawCounts draws, GroundTruth truth) {
    return String.format(
        Locale.ROOT,
        "%,d observations and %d x %,d interventions",
        draws.observations(),
        truth.domain().dimension(),
        draws.interventions());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (GroundTruth truth : settings.truths()) {
      for (DrawCounts draws : settings.draws()) {
        lines.addAll(panel(truth, draws));
      }
    }
    for (GroundTruth truth : settings.truths()) {
      for (DrawCounts draws : settings.draws()) {
        lines.add(last(truth, draws));
      }
    }
    return lines;
  }

  private List<String> panel(GroundTruth truth, DrawCounts draws) {
    DiscoveryMedians cell = new DiscoveryMedians(outcomes).of(truth.name(), draws);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s: medians over %d seeds"
            .formatted(truth.name(), text(draws, truth), settings.seeds()));
    lines.add(
        TABLE.row(
            "method",
            "epoch",
            "SHD",
            "acyclic",
            "E-SHD",
            "AUROC",
            "Brier",
            "entropy",
            "to exact",
            "CPU s"));
    for (StudyMethod method : settings.methods()) {
      List<Integer> epochs = method.learns() ? epochs(settings.epochs()) : List.of(0);
      epochs.forEach(epoch -> lines.add(row(cell.at(method, epoch), method, epoch)));
    }
    for (StudyMethod method : settings.methods()) {
      lines.add(
          "SHD of each seed%s, %s: %s"
              .formatted(
                  method.learns() ? " after epoch " + settings.epochs() : "",
                  method.label(),
                  each(cell.at(method, settings.epochs()))));
    }
    cell.outcomes().stream()
        .filter(outcome -> outcome.failure() != null)
        .forEach(outcome -> lines.add(failure(outcome)));
    lines.add("");
    return lines;
  }

  private String row(DiscoveryMedians cell, StudyMethod method, int epoch) {
    return TABLE.row(
        method.label(),
        epoch == 0 ? "-" : epoch,
        median(cell, DiscoveryOutcome::shd, "%.1f"),
        median(cell, DiscoveryOutcome::acyclicShd, "%.1f"),
        median(cell, DiscoveryOutcome::expectedShd, "%.2f"),
        median(cell, DiscoveryOutcome::auroc, "%.4f"),
        median(cell, DiscoveryOutcome::brier, "%.4f"),
        median(cell, DiscoveryOutcome::entropy, "%.3f"),
        median(cell, DiscoveryOutcome::distance, "%.4f"),
        median(cell, DiscoveryOutcome::seconds, "%.2f"));
  }

  private static String median(
      DiscoveryMedians cell, ToDoubleFunction<DiscoveryOutcome> measure, String format) {
    return cell.quartiles(measure)
        .map(Quartiles::median)
        .map(median -> String.format(Locale.ROOT, format, median))
        .orElse("-");
  }

  private static String each(DiscoveryMedians cell) {
    if (cell.outcomes().isEmpty()) {
      return "none";
    }
    return cell.outcomes().stream()
        .map(outcome -> Double.isNaN(outcome.shd()) ? "-" : "%.0f".formatted(outcome.shd()))
        .collect(Collectors.joining(" "));
  }

  private static String failure(DiscoveryOutcome outcome) {
    return "seed %d, %s%s: %s"
        .formatted(
            outcome.seed(),
            outcome.method().label(),
            outcome.epoch() == 0 ? "" : ", epoch " + outcome.epoch(),
            outcome.failure());
  }

  /** One line that says where it ended. */
  private String last(GroundTruth truth, DrawCounts draws) {
    DiscoveryMedians cell = new DiscoveryMedians(outcomes).of(truth.name(), draws);
    String methods =
        settings.methods().stream()
            .map(method -> last(cell, method))
            .collect(Collectors.joining("; "));
    return "%s, %,d draws: %s"
        .formatted(truth.name(), draws.total(truth.domain().dimension()), methods);
  }

  private String last(DiscoveryMedians cell, StudyMethod method) {
    DiscoveryMedians end = cell.at(method, settings.epochs());
    if (end.outcomes().isEmpty()) {
      return method.learns()
          ? method.label() + " failed"
          : method.label() + " does not reach as far";
    }
    long right = end.outcomes().stream().filter(outcome -> outcome.shd() == 0).count();
    return "%s median SHD %s, %d of %d right, %s s per %s"
        .formatted(
            method.label(),
            median(end, DiscoveryOutcome::shd, "%.1f"),
            right,
            settings.seeds(),
            median(cell.of(method), DiscoveryOutcome::seconds, "%.2f"),
            method.learns() ? "epoch" : "posterior");
  }
}
