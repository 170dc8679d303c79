// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.TargetLimits;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.csv.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a declaration says of proposed interventions, for people to read. */
final class TargetLimitsLine {
  private TargetLimitsLine() {}

  /** All that is said, costs in the order of the variables; empty if nothing is. */
  static String of(Experiment experiment) {
    List<String> parts = new ArrayList<>();
    if (experiment.getTargetCosts() != null && !experiment.getTargetCosts().isEmpty()) {
      parts.add("costs " + costs(experiment.getVariables(), experiment.getTargetCosts()));
    }
    if (experiment.getOnlyTargets() != null) {
      parts.add("only on " + names(experiment.getOnlyTargets()));
    }
    if (experiment.getForbiddenTargets() != null && !experiment.getForbiddenTargets().isEmpty()) {
      parts.add("not on " + names(experiment.getForbiddenTargets()));
    }
    if (experiment.getTargetBudget() != null) {
      parts.add("budget " + number(experiment.getTargetBudget()));
    }
    if (isNothingLeft(experiment)) {
      parts.add("no target is left");
    }
    return parts.isEmpty() ? "" : "interventions: " + String.join("; ", parts);
  }

  /** Whether two declarations of the same variables allow the same at the same costs. */
  static boolean same(Declaration one, Declaration other) {
    TargetLimits a = one.targetLimits();
    TargetLimits b = other.targetLimits();
    return Arrays.equals(a.costs(), b.costs())
        && a.allowed().equals(b.allowed())
        && Double.compare(a.budget(), b.budget()) == 0;
  }

  /** No variable is both forbidden and one of the only ones. */
  private static boolean isNothingLeft(Experiment experiment) {
    List<String> only = experiment.getOnlyTargets();
    List<String> forbidden = experiment.getForbiddenTargets();
    return only != null
        ? only.isEmpty()
        : forbidden != null && forbidden.size() == experiment.getVariables().size();
  }

  private static String costs(List<Variable> variables, Map<String, Double> costs) {
    String named =
        variables.stream()
            .map(Variable::getName)
            .filter(costs::containsKey)
            .map(name -> Cell.visible(name) + "=" + number(costs.get(name)))
            .collect(Collectors.joining(", "));
    return costs.size() < variables.size() ? named + ", others 1" : named;
  }

  private static String names(List<String> names) {
    return names.isEmpty()
        ? "none"
        : names.stream().map(Cell::visible).collect(Collectors.joining(", "));
  }

  /** As people write it: whole numbers without a decimal mark. */
  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
