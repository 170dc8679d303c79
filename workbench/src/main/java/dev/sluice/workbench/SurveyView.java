// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.schemas.DriftedScenario;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyDrift;
import dev.sluice.schemas.SurveyMean;
import dev.sluice.schemas.SurveyModelMetrics;
import dev.sluice.schemas.SurveyRespondent;
import dev.sluice.schemas.SurveyShare;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What is shown of a set of scenarios: a row for every version of a model, drift, clusters. */
final class SurveyView {
  private static final int MOST_DRIFTED = 8;
  private static final String ROW = "%-24s %8s %14s %14s %14s %12s %12s %8s";

  private SurveyView() {}

  /**
   * The lines.
   *
   * @param models of the set, in the order of their keys
   * @param drifts of the set, in the order of their keys
   * @param agreement of the set; null if there is none
   */
  static List<String> lines(
      String set,
      Collection<SurveyModelMetrics> models,
      Collection<SurveyDrift> drifts,
      SurveyAgreement agreement) {
    List<String> lines = new ArrayList<>();
    lines.add("survey " + set);
    lines.add("");
    lines.add(
        ROW.formatted(
            "model",
            "answers",
            "likelihood 1",
            "entropy",
            "consistency",
            "sense",
            "first",
            "none"));
    models.forEach(model -> lines.add(row(model)));
    for (SurveyDrift drift : drifts) {
      lines.add("");
      lines.add(drift(drift));
    }
    if (agreement != null) {
      lines.add("");
      lines.add("alike are neighbours: " + neighbours(agreement));
    }
    lines.add("");
    lines.add("likelihood of action 1, marginal entropy in bits, consistency adjusted for chance;");
    lines.add("shares: action 1 preferred, first option chosen, refused or invalid");
    return lines;
  }

  private static String row(SurveyModelMetrics model) {
    return ROW.formatted(
        name(model.getModel(), model.getModelVersion()),
        String.format(Locale.ROOT, "%,d", model.getAnswers()),
        mean(model, "malAction1"),
        mean(model, "mae"),
        mean(model, "qfCAdjusted"),
        share(model.getCommonsense()),
        percent(meanOrNull(model, "firstOptionShare")),
        percent(nonResponse(model)));
  }

  private static String drift(SurveyDrift drift) {
    StringBuilder line =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s, %s to %s: %d of %d scenarios drifted, mean %s",
                drift.getModel(),
                drift.getBaseline(),
                drift.getCandidate(),
                drift.getDrifted().size(),
                drift.getTested(),
                drift.getMeanDifference() == null
                    ? "-"
                    : String.format(Locale.ROOT, "%+.3f", drift.getMeanDifference())));
    int shown = 0;
    for (DriftedScenario scenario : drift.getDrifted()) {
      if (shown++ == MOST_DRIFTED) {
        return line.append(" ...").toString();
      }
      line.append(shown == 1 ? ": " : ", ")
          .append(scenario.getScenarioId())
          .append(String.format(Locale.ROOT, " %+.2f", scenario.getDifference()));
    }
    return line.toString();
  }

  private static String neighbours(SurveyAgreement agreement) {
    List<String> names = new ArrayList<>();
    for (int position : agreement.getOrder()) {
      SurveyRespondent respondent = agreement.getRespondents().get(position);
      names.add(name(respondent.getModel(), respondent.getModelVersion()));
    }
    return String.join(" - ", names);
  }

  private static String name(String model, String version) {
    return version.isEmpty() ? model : model + " " + version;
  }

  private static String mean(SurveyModelMetrics model, String measure) {
    SurveyMean mean = model.getMeans().get(measure);
    if (mean == null) {
      return "-";
    }
    return mean.getLower() == null
        ? String.format(Locale.ROOT, "%.3f", mean.getMean())
        : String.format(
            Locale.ROOT, "%.3f +- %.3f", mean.getMean(), (mean.getUpper() - mean.getLower()) / 2);
  }

  private static Double meanOrNull(SurveyModelMetrics model, String measure) {
    SurveyMean mean = model.getMeans().get(measure);
    return mean == null ? null : mean.getMean();
  }

  private static Double nonResponse(SurveyModelMetrics model) {
    SurveyShare refusals = model.getRefusals();
    return refusals.getTrials() == 0
        ? null
        : (double) (refusals.getSuccesses() + model.getInvalids().getSuccesses())
            / refusals.getTrials();
  }

  private static String share(SurveyShare share) {
    return percent(share.getShare());
  }

  private static String percent(Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
