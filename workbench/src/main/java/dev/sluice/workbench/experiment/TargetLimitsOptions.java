// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.csv.Numerals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Options of a command that declares an experiment: which interventions may be proposed, and what
 * they cost. Names of variables cannot hold a comma, which separates them; a space beside a comma
 * belongs to a name only if a variable is called so.
 */
public final class TargetLimitsOptions {
  private static final String COSTS = "--target-costs";
  private static final String FORBIDDEN = "--forbidden-targets";
  private static final String ONLY = "--only-targets";
  private static final String BUDGET = "--target-budget";

  @Option(
      names = COSTS,
      paramLabel = "NAME=COST,...",
      description =
          "What a sample with an intervention on a variable costs, above 0, in a unit of your own;"
              + " 1 for those that are not named. For jobs that run with --propose.")
  private List<String> costs;

  @Option(
      names = FORBIDDEN,
      paramLabel = "NAME,...",
      description = "Variables that no intervention is proposed on.")
  private List<String> forbidden;

  @Option(
      names = ONLY,
      paramLabel = "NAME,...",
      description = "The only variables that interventions are proposed on.")
  private List<String> only;

  @Option(
      names = BUDGET,
      paramLabel = "COST",
      description =
          "Most that all proposed interventions may cost together, at least 0. Default: no limit.")
  private String budget;

  /**
   * A declaration with the limits that the options say. An option takes the place of the whole
   * field that the declaration has; what no option says stays as it is.
   *
   * @param declaration whose variables are in order
   * @throws Failure naming the option, and the name or number in it that does not fit
   */
  public Experiment in(Experiment declaration) {
    List<String> variables = declaration.getVariables().stream().map(Variable::getName).toList();
    Experiment limited = Experiment.newBuilder(declaration).build();
    if (costs != null) {
      limited.setTargetCosts(costs(variables));
    }
    if (forbidden != null) {
      limited.setForbiddenTargets(targets(FORBIDDEN, forbidden, variables));
    }
    if (only != null) {
      limited.setOnlyTargets(targets(ONLY, only, variables));
    }
    requireApart(limited);
    if (budget != null) {
      double most = Numerals.POINT.value(budget.strip());
      if (!(most >= 0)) {
        throw new Failure(
            "%s: %s is not a number of at least 0".formatted(BUDGET, Cell.shown(budget)));
      }
      limited.setTargetBudget(most);
    }
    return limited;
  }

  /** The first of the options that is given; null if none is. */
  String given() {
    if (costs != null) {
      return COSTS;
    }
    if (forbidden != null) {
      return FORBIDDEN;
    }
    if (only != null) {
      return ONLY;
    }
    return budget == null ? null : BUDGET;
  }

  /**
   * Refuses the options where nothing is declared, so that nobody takes them for granted.
   *
   * @param command that they were given to
   * @param why nothing is declared, to be put behind the name of an option
   */
  public void requireNone(CommandSpec command, String why) {
    if (given() != null) {
      throw new ParameterException(command.commandLine(), given() + ": " + why);
    }
  }

  /**
   * Checks that a declaration which stays as it is has the limits that the options say.
   *
   * @throws Failure naming an option if it has others
   */
  void requireOf(Experiment declared) {
    if (given() == null) {
      return;
    }
    String id = declared.getExperimentId();
    String source = "--experiment " + id;
    if (!TargetLimitsLine.same(
        DeclareCommand.check(source, declared), DeclareCommand.check(source, in(declared)))) {
      throw new Failure(
          "%s: experiment %s is declared with other limits; to change them, declare it anew"
              .formatted(given(), id));
    }
  }

  private Map<String, Double> costs(List<String> variables) {
    Map<String, Double> byName = new LinkedHashMap<>();
    for (String item : items(costs)) {
      // A name may hold the sign, a number cannot.
      int equals = item.lastIndexOf('=');
      if (equals < 0) {
        throw new Failure(
            "%s: %s is not NAME=COST%s"
                .formatted(
                    COSTS,
                    Cell.shown(item),
                    item.strip().matches("[0-9]+")
                        ? "; a comma separates variables, the decimal mark is a point"
                        : ""));
      }
      String name = variable(COSTS, item.substring(0, equals), variables);
      double cost = Numerals.POINT.value(item.substring(equals + 1).strip());
      if (!(cost > 0)) {
        throw new Failure(
            "%s: the cost of %s must be a number above 0, is %s"
                .formatted(COSTS, Cell.shown(name), Cell.shown(item.substring(equals + 1))));
      }
      if (byName.put(name, cost) != null) {
        throw new Failure("%s: %s is given twice".formatted(COSTS, Cell.shown(name)));
      }
    }
    return byName;
  }

  private static List<String> targets(String option, List<String> given, List<String> variables) {
    List<String> names = new ArrayList<>();
    for (String item : items(given)) {
      String name = variable(option, item, variables);
      if (names.contains(name)) {
        throw new Failure("%s: %s is given twice".formatted(option, Cell.shown(name)));
      }
      names.add(name);
    }
    return names;
  }

  /** The parts of the values of an option that commas separate. */
  static List<String> items(List<String> given) {
    return List.of(String.join(",", given).split(",", -1));
  }

  /**
   * The variable that a part of an option names.
   *
   * @throws Failure naming the option if there is none
   */
  static String variable(String option, String given, List<String> variables) {
    String name = variables.contains(given) ? given : given.strip();
    if (!variables.contains(name)) {
      throw new Failure(
          "%s: %s is no variable; %s"
              .formatted(option, Cell.shown(name), Names.known(name, variables)));
    }
    return name;
  }

  /** No variable is both forbidden and one of the only ones, be it said here or by a file. */
  private void requireApart(Experiment limited) {
    if (limited.getForbiddenTargets() == null || limited.getOnlyTargets() == null) {
      return;
    }
    for (String name : limited.getForbiddenTargets()) {
      if (limited.getOnlyTargets().contains(name)) {
        throw new Failure(
            "%s: %s is one of %s too"
                .formatted(
                    forbidden == null ? ONLY : FORBIDDEN,
                    Cell.shown(name),
                    forbidden == null ? "forbiddenTargets" : only == null ? "onlyTargets" : ONLY));
      }
    }
  }
}
