// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.schemas.EdgeOdds;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks what a declaration says of the graph beside required and forbidden edges, and of the costs
 * of interventions.
 */
final class KnowledgeCheck {

  private final Experiment experiment;
  private final Set<String> names;

  private KnowledgeCheck(Experiment experiment) {
    this.experiment = experiment;
    names = experiment.getVariables().stream().map(Variable::getName).collect(Collectors.toSet());
  }

  /** What is wrong, after the name of its field; null if nothing is. */
  static String fault(Experiment experiment) {
    KnowledgeCheck check = new KnowledgeCheck(experiment);
    return Stream.of(
            check.priorOdds(),
            check.tiers(),
            check.maxParents(),
            check.targetCosts(),
            check.targets("forbiddenTargets", experiment.getForbiddenTargets()),
            check.targets("onlyTargets", experiment.getOnlyTargets()),
            check.bothWays(),
            check.budget())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private String priorOdds() {
    List<EdgeOdds> priorOdds = experiment.getPriorOdds();
    if (priorOdds == null) {
      return null;
    }
    Set<List<String>> seen = new HashSet<>();
    for (EdgeOdds edge : priorOdds) {
      List<String> pair = List.of(edge.getFrom(), edge.getTo());
      for (String name : pair) {
        if (!names.contains(name)) {
          return "priorOdds: '" + name + "' is no variable";
        }
      }
      if (edge.getFrom().equals(edge.getTo())) {
        return "priorOdds: '" + edge.getFrom() + "' cannot be its own parent";
      }
      if (!isPositive(edge.getOdds())) {
        return "priorOdds: odds of " + pair + " must be above 0, are " + edge.getOdds();
      }
      if (!seen.add(pair)) {
        return "priorOdds: " + pair + " is given twice";
      }
    }
    return null;
  }

  private String tiers() {
    List<List<String>> tiers = experiment.getTiers();
    if (tiers == null) {
      return null;
    }
    Set<String> seen = new HashSet<>();
    for (List<String> tier : tiers) {
      for (String name : tier) {
        if (!names.contains(name)) {
          return "tiers: '" + name + "' is no variable";
        }
        if (!seen.add(name)) {
          return "tiers: '" + name + "' is given twice";
        }
      }
    }
    return null;
  }

  private String maxParents() {
    Integer maxParents = experiment.getMaxParents();
    return maxParents != null && maxParents < 0
        ? "maxParents: must be at least 0, is " + maxParents
        : null;
  }

  private String targetCosts() {
    Map<String, Double> costs = experiment.getTargetCosts();
    if (costs == null) {
      return null;
    }
    for (Map.Entry<String, Double> cost : costs.entrySet()) {
      if (!names.contains(cost.getKey())) {
        return "targetCosts: '" + cost.getKey() + "' is no variable";
      }
      if (!isPositive(cost.getValue())) {
        return "targetCosts: cost of '"
            + cost.getKey()
            + "' must be above 0, is "
            + cost.getValue();
      }
    }
    return null;
  }

  private String targets(String field, List<String> targets) {
    if (targets == null) {
      return null;
    }
    Set<String> seen = new HashSet<>();
    for (String name : targets) {
      if (!names.contains(name)) {
        return field + ": '" + name + "' is no variable";
      }
      if (!seen.add(name)) {
        return field + ": '" + name + "' is given twice";
      }
    }
    return null;
  }

  private String bothWays() {
    List<String> only = experiment.getOnlyTargets();
    List<String> forbidden = experiment.getForbiddenTargets();
    if (only == null || forbidden == null) {
      return null;
    }
    return forbidden.stream()
        .filter(only::contains)
        .findFirst()
        .map(name -> "forbiddenTargets: '" + name + "' is one of onlyTargets too")
        .orElse(null);
  }

  private String budget() {
    Double budget = experiment.getTargetBudget();
    return budget == null || (budget >= 0 && Double.isFinite(budget))
        ? null
        : "targetBudget: must be a number of at least 0, is " + budget;
  }

  private static boolean isPositive(double value) {
    return value > 0 && Double.isFinite(value);
  }
}
