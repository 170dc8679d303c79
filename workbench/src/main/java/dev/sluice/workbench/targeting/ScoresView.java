// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.ProposalScore;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rule said of the interventions that it could choose from. */
record ScoresView(boolean shaded) {
  private static final int MOST = 10;
  private static final int BAR = 20;
  private static final Table SCORES =
      Table.of(left(20), right(10), right(10), right(8), right(10), rest().after(2));

  /** The lines of a decision that has scores. */
  List<String> lines(ProposedIntervention decision) {
    List<ProposalScore> scores = decision.getScores();
    List<String> lines = new ArrayList<>();
    lines.add(
        SCORES.row(
            "scores of " + Decisions.shortId(decision.getDecisionId()),
            "score",
            "error",
            "cost",
            "per cost"));
    double best =
        scores.stream().mapToDouble(ScoresView::perCost).filter(Double::isFinite).max().orElse(0);
    scores.stream().limit(MOST).forEach(score -> lines.add(row(score, best)));
    if (scores.size() > MOST) {
      lines.add("and %d more".formatted(scores.size() - MOST));
    }
    if (Boolean.FALSE.equals(decision.getDistinct())) {
      lines.add("the choice cannot be told apart from the second best");
    }
    return lines;
  }

  private String row(ProposalScore score, double best) {
    return SCORES.row(
        InterventionText.of(score.getTarget(), score.getValue()),
        text("%.5f", score.getScore()),
        text("%.5f", score.getError()),
        InterventionText.cost(score.getCost()),
        text("%.5f", perCost(score)),
        bar(perCost(score) / best));
  }

  private static double perCost(ProposalScore score) {
    return score.getScore() / score.getCost();
  }

  /** Nothing for a share that is no number above 0. */
  private String bar(double share) {
    long length = share > 0 && share <= 1 ? Math.round(BAR * share) : 0;
    return (shaded ? "█" : "#").repeat((int) length);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
