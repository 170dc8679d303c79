// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.LesionDifference;
import dev.sluice.schemas.LesionMean;
import dev.sluice.schemas.LesionShare;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.LesionVolumeAgreement;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is shown of the models of a group in {@value #WIDTH} columns: a row for each. */
final class LesionView {
  static final int WIDTH = 100;

  private static final int NAME = 24;
  private static final int INTERVAL = 16;

  private static final Table OVERLAP =
      Table.of(
          left(NAME),
          right(6),
          right(6),
          right(INTERVAL),
          right(7),
          right(9),
          right(INTERVAL + 2),
          right(6));

  private static final Table DETECTION =
      Table.of(
          left(NAME),
          right(6),
          right(INTERVAL),
          right(6),
          right(INTERVAL),
          right(6),
          right(INTERVAL));

  private static final Table DIFFERENCES =
      Table.of(left(NAME), left(NAME), right(7), right(INTERVAL + 2), right(6), right(6), right(6));

  private LesionView() {}

  /**
   * The lines.
   *
   * @param snapshots the latest of each model of one group, by model; at least one
   */
  static List<String> lines(List<LesionSnapshot> snapshots) {
    List<String> lines = new ArrayList<>(subject(snapshots));
    lines.add("");
    lines.add(
        OVERLAP.row(
            "model", "cases", "Dice", "interval", "pooled", "bias ml", "interval", "failed"));
    for (LesionSnapshot snapshot : snapshots) {
      lines.add(snapshot.getFailure() == null ? overlap(snapshot) : failure(snapshot));
    }
    lines.add("");
    lines.add(
        DETECTION.row("model", "sens.", "interval", "spec.", "interval", "recall", "interval"));
    for (LesionSnapshot snapshot : snapshots) {
      if (snapshot.getFailure() == null) {
        lines.add(detection(snapshot));
      }
    }
    List<String> differences = differences(snapshots);
    if (!differences.isEmpty()) {
      lines.add("");
      lines.add(
          DIFFERENCES.row("Dice of", "less Dice of", "by", "interval", "cases", "more", "less"));
      lines.addAll(differences);
    }
    lines.add("");
    lines.addAll(legend(snapshots.get(0)));
    return lines;
  }

  private static List<String> subject(List<LesionSnapshot> snapshots) {
    String group = name(snapshots.get(0).getGroup());
    long phantoms = snapshots.stream().mapToLong(LesionSnapshot::getPhantomCases).max().orElse(0);
    String models = "lesion %s: %d models".formatted(group, snapshots.size());
    return phantoms == 0
        ? List.of(models)
        : List.of(
            "%s, phantom study: %d simulated cases, which say nothing of patients"
                .formatted(models, phantoms));
  }

  private static String overlap(LesionSnapshot snapshot) {
    LesionMean dice = snapshot.getDice();
    LesionVolumeAgreement volume = snapshot.getVolume();
    return OVERLAP.row(
        name(snapshot.getModel()),
        snapshot.getCases(),
        dice == null ? "-" : number(dice.getMean()),
        dice == null ? "-" : interval(dice.getLower(), dice.getUpper()),
        number(snapshot.getPooledDice()),
        volume == null ? "-" : number(volume.getBias()),
        volume == null ? "-" : interval(volume.getBiasLower(), volume.getBiasUpper()),
        snapshot.getFailedCases());
  }

  private static String failure(LesionSnapshot snapshot) {
    String text = NoResults.text(snapshot.getFailure(), snapshot.getFailureReason());
    return Table.cut("%s %s".formatted(OVERLAP.row(name(snapshot.getModel())), text), WIDTH, "~");
  }

  private static String detection(LesionSnapshot snapshot) {
    List<String> cells = new ArrayList<>();
    for (LesionShare share :
        new LesionShare[] {
          snapshot.getSensitivity(), snapshot.getSpecificity(), snapshot.getLesionRecall()
        }) {
      cells.add(share == null ? "-" : number(share.getShare()));
      cells.add(share == null ? "-" : interval(share.getLower(), share.getUpper()));
    }
    return DETECTION.row(name(snapshot.getModel()), cells);
  }

  /** Each pair once: the other way round all is the same but the sign. */
  private static List<String> differences(List<LesionSnapshot> snapshots) {
    List<String> rows = new ArrayList<>();
    for (LesionSnapshot snapshot : snapshots) {
      for (LesionDifference each : snapshot.getDifferences()) {
        if (snapshot.getModel().compareTo(each.getModel()) < 0) {
          LesionMean difference = each.getDifference();
          rows.add(
              DIFFERENCES.row(
                  name(snapshot.getModel()),
                  name(each.getModel()),
                  number(difference.getMean()),
                  interval(difference.getLower(), difference.getUpper()),
                  difference.getCases(),
                  each.getBetter(),
                  each.getWorse()));
        }
      }
    }
    return rows;
  }

  private static List<String> legend(LesionSnapshot snapshot) {
    return List.of(
        "Intervals of %s %%: of means by Student's t, of shares by Wilson."
            .formatted(plain(100 * snapshot.getLevel())),
        "Dice and bias: of cases with a lesion. Detected: a component of at least %s mm3."
            .formatted(plain(snapshot.getMinimumVolume())),
        "Recall: of single lesions. There is no P value while cases come.");
  }

  private static String name(String given) {
    return Table.cut(given, NAME, "~");
  }

  private static String interval(Double lower, Double upper) {
    return lower == null || upper == null
        ? "-"
        : "[%s, %s]".formatted(number(lower), number(upper));
  }

  /** Three digits behind the point; of large numbers one. */
  private static String number(Double value) {
    if (value == null) {
      return "-";
    }
    String text = String.format(Locale.ROOT, Math.abs(value) < 1000 ? "%.3f" : "%.1e", value);
    return text.equals("-0.000") ? "0.000" : text;
  }

  /** Without a point where none is needed. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
