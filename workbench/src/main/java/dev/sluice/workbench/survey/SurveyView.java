// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyShare;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is shown of a set of scenarios in {@value #WIDTH} columns: a row for every version of a
 * model, what has drifted between versions, and who agrees with whom.
 */
final class SurveyView {
  static final int WIDTH = 100;

  /** Drifted scenarios that are shown of a pair of versions, those with the least p-values. */
  private static final int MOST_DRIFTED = 24;

  private static final int NAME = 21;
  private static final Table MODELS =
      Table.of(
          left(NAME),
          right(7),
          right(5),
          right(12),
          right(15),
          right(12),
          right(7).after(0),
          right(7),
          right(7));

  private static final List<String> LEGEND =
      List.of(
          "done: of the answers expected; likely 1: mean marginal likelihood of action 1; prefer 1:",
          "scenarios with action 1 preferred (the commonsense one of a low set) and interval;",
          "consistent: between question forms, adjusted for chance (qfCAdjusted); first: answers that",
          "choose the option put first; refused, invalid: of all answers; +- and [] are intervals");

  private SurveyView() {}

  /** The lines. */
  static List<String> lines(SurveySet survey) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "survey %s: %,d scenarios, %,d answers expected of each model",
            survey.name(),
            survey.scenarios(),
            survey.expected()));
    lines.add("");
    lines.add(
        MODELS.row(
            "model and version",
            "answers",
            "done",
            "likely 1",
            "prefer 1",
            "consistent",
            "first",
            "refused",
            "invalid"));
    for (SurveyModelMetrics model : survey.models()) {
      lines.add(row(model, survey.expected()));
      if (model.getFailure() != null) {
        lines.add("  " + NoResults.text(model.getFailure(), model.getFailureReason()));
      }
    }
    for (SurveyDrift drift : survey.drifts()) {
      lines.add("");
      lines.addAll(drift(drift));
    }
    if (survey.clusters() != null) {
      lines.add("");
      lines.addAll(AgreementView.lines(survey.clusters()));
    }
    lines.add("");
    lines.addAll(LEGEND);
    return lines;
  }

  private static String row(SurveyModelMetrics model, long expected) {
    return MODELS.row(
        cut(name(model.getModel(), model.getModelVersion())),
        String.format(Locale.ROOT, "%,d", model.getAnswers()),
        expected == 0 ? "-" : Math.min(100, 100 * model.getAnswers() / expected) + " %",
        mean(model, "malAction1"),
        share(model.getCommonsense()),
        mean(model, "qfCAdjusted"),
        percent(meanOrNull(model, "firstOptionShare")),
        shareOnly(model.getRefusals()),
        shareOnly(model.getInvalids()));
  }

  private static List<String> drift(SurveyDrift drift) {
    String subject =
        "drift of %s from %s to %s: "
            .formatted(cut(drift.getModel()), drift.getBaseline(), drift.getCandidate());
    if (drift.getFailure() != null) {
      return List.of(subject + NoResults.text(drift.getFailure(), drift.getFailureReason()));
    }
    int others = drift.getOtherDrifted() == null ? 0 : drift.getOtherDrifted();
    List<String> lines = new ArrayList<>();
    lines.add(
        subject
            + "%d of %s scenarios flagged, mean %s"
                .formatted(
                    drift.getDrifted().size() + others,
                    drift.getTested() == null ? "-" : drift.getTested(),
                    difference(drift)));
    List<String> flagged = new ArrayList<>();
    for (DriftedScenario scenario : drift.getDrifted()) {
      if (flagged.size() == MOST_DRIFTED) {
        flagged.add("...");
        break;
      }
      flagged.add(scenario.getScenarioId() + " " + signed("%+.2f", scenario.getDifference()));
    }
    if (!flagged.isEmpty()) {
      lines.addAll(wrapped("flagged", flagged));
    }
    return lines;
  }

  private static String signed(String format, Double difference) {
    return difference == null ? "-" : String.format(Locale.ROOT, format, difference);
  }

  private static String difference(SurveyDrift drift) {
    String mean = signed("%+.3f", drift.getMeanDifference());
    return drift.getLower() == null
        ? mean
        : mean + String.format(Locale.ROOT, " [%+.3f, %+.3f]", drift.getLower(), drift.getUpper());
  }

  /** A label and words separated by commas, on as many lines as they need. */
  static List<String> wrapped(String label, List<String> words) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("  " + label + ":");
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i) + (i + 1 < words.size() ? "," : "");
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  static String name(String model, String version) {
    return version.isEmpty() ? model : model + " " + version;
  }

  private static String cut(String name) {
    return Table.cut(name, NAME, "…");
  }

  private static String mean(SurveyModelMetrics model, String measure) {
    SurveyMean mean = model.getMeans().get(measure);
    if (mean == null || mean.getMean() == null) {
      return "-";
    }
    return mean.getLower() == null
        ? String.format(Locale.ROOT, "%.2f", mean.getMean())
        : String.format(
            Locale.ROOT, "%.2f +-%.2f", mean.getMean(), (mean.getUpper() - mean.getLower()) / 2);
  }

  private static Double meanOrNull(SurveyModelMetrics model, String measure) {
    SurveyMean mean = model.getMeans().get(measure);
    return mean == null ? null : mean.getMean();
  }

  private static String shareOnly(SurveyShare share) {
    return percent(share == null ? null : share.getShare());
  }

  private static String share(SurveyShare share) {
    return share == null || share.getLower() == null
        ? shareOnly(share)
        : String.format(
            Locale.ROOT,
            "%.0f %% [%.0f, %.0f]",
            100 * share.getShare(),
            100 * share.getLower(),
            100 * share.getUpper());
  }

  private static String percent(Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
