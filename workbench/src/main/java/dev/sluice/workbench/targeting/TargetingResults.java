// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.targeting.study.NeuralBeliever;
import dev.sluice.models.targeting.study.TargetingComparison;
import dev.sluice.models.targeting.study.TargetingOutcome;
import dev.sluice.models.targeting.study.TargetingStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a study of targeting found.
 *
 * @param families by the names that the options gave them
 * @param kind of the variables
 */
record TargetingResults(
    TargetingStudy.Settings settings,
    Map<String, GraphFamily> families,
    String kind,
    List<TargetingOutcome> outcomes) {
  private static final String HEADER =
      "family,kind,rule,seed,round,rows,eshd,entropy,target,predictedGain,realisedGain,"
          + "decisionMillis,stream";

  /** Of beliefs that predict a graph. */
  private static final String MORE = ",predictedShd,privileged";

  /** Whether beliefs are learned by networks. */
  boolean isLearned() {
    return settings.believer() instanceof NeuralBeliever;
  }

  /** Outcomes of one family, by its name; {@code null}: of all. */
  TargetingComparison of(String name) {
    return new TargetingComparison(ofFamily(name));
  }

  List<TargetingOutcome> ofFamily(String name) {
    if (name == null) {
      return outcomes;
    }
    String family = families.get(name).toString();
    return outcomes.stream().filter(outcome -> outcome.family().equals(family)).toList();
  }

  /** Lines of a CSV file; what is not defined is empty. Targets are named X1, X2, ... */
  List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(isLearned() ? HEADER + MORE : HEADER);
    families.keySet().forEach(name -> ofFamily(name).forEach(each -> lines.add(line(name, each))));
    return lines;
  }

  private String line(String family, TargetingOutcome outcome) {
    String line = line(family, kind, outcome);
    return isLearned()
        ? "%s,%s,%s".formatted(line, number(outcome.predictedShd()), name(outcome.privileged()))
        : line;
  }

  private static String line(String family, String kind, TargetingOutcome outcome) {
    return String.join(
        ",",
        family,
        kind,
        outcome.rule().label(),
        String.valueOf(outcome.seed()),
        String.valueOf(outcome.round()),
        String.valueOf(outcome.rows()),
        number(outcome.expectedShd()),
        number(outcome.entropy()),
        name(outcome.target()),
        number(outcome.predictedGain()),
        number(outcome.realisedGain()),
        outcome.round() == 0 ? "" : number(outcome.decisionMillis()),
        String.valueOf(outcome.stream()));
  }

  private static String name(int variable) {
    return variable < 0 ? "" : "X" + (variable + 1);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6g", value);
  }
}
