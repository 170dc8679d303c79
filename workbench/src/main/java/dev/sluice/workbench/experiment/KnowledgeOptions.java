// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.csv.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Options of a command that declares an experiment: what is known of its graph. */
public final class KnowledgeOptions {
  private static final String TIERS = "--tiers";
  private static final String REQUIRED = "--required-edges";
  private static final String FORBIDDEN = "--forbidden-edges";
  private static final String REQUIRED_GROUPS = "--required-groups";
  private static final String FORBIDDEN_GROUPS = "--forbidden-groups";
  private static final String KNOWLEDGE = "--knowledge";
  private static final String ARROW = "->";

  @Option(
      names = TIERS,
      paramLabel = "NAME,...:NAME,...",
      description =
          "Groups of variables, the earliest first: no edge runs to an earlier group. In place of"
              + " the declaration's tiers.")
  private String tiers;

  @Option(
      names = REQUIRED,
      paramLabel = "FROM->TO,...",
      description = "Edges that the graph has, besides those of the declaration.")
  private List<String> required;

  @Option(
      names = FORBIDDEN,
      paramLabel = "FROM->TO,...",
      description = "Edges that it has not, besides those of the declaration.")
  private List<String> forbidden;

  @Option(
      names = REQUIRED_GROUPS,
      paramLabel = "NAME,...->NAME,...",
      description =
          "Edges that the graph has, from each of some variables to each of others; may be given"
              + " several times.")
  private List<String> requiredGroups;

  @Option(
      names = FORBIDDEN_GROUPS,
      paramLabel = "NAME,...->NAME,...",
      description = "Edges that it has not, likewise.")
  private List<String> forbiddenGroups;

  @Option(
      names = KNOWLEDGE,
      paramLabel = "FILE",
      description = "Tiers, groups and edges from a knowledge file of Tetrad.")
  private Path knowledge;

  /** The first of the options that is given; null if none is. */
  String given() {
    if (tiers != null) {
      return TIERS;
    }
    if (required != null) {
      return REQUIRED;
    }
    if (forbidden != null) {
      return FORBIDDEN;
    }
    if (requiredGroups != null) {
      return REQUIRED_GROUPS;
    }
    if (forbiddenGroups != null) {
      return FORBIDDEN_GROUPS;
    }
    return knowledge == null ? null : KNOWLEDGE;
  }

  /**
   * A declaration with what the options say.
   *
   * @throws Failure naming the option, and the name in it that does not fit
   */
  Experiment in(Experiment declaration) {
    List<String> variables = declaration.getVariables().stream().map(Variable::getName).toList();
    Experiment known = Experiment.newBuilder(declaration).build();
    List<List<String>> requiredEdges = new ArrayList<>(edges(REQUIRED, required, variables));
    List<List<String>> forbiddenEdges = new ArrayList<>(edges(FORBIDDEN, forbidden, variables));
    requiredEdges.addAll(groups(REQUIRED_GROUPS, requiredGroups, variables));
    forbiddenEdges.addAll(groups(FORBIDDEN_GROUPS, forbiddenGroups, variables));
    if (knowledge != null) {
      KnowledgeFile file = KnowledgeFile.read(knowledge, variables);
      requiredEdges.addAll(file.required());
      forbiddenEdges.addAll(file.forbidden());
      if (!file.tiers().isEmpty()) {
        if (tiers != null) {
          throw new Failure(TIERS + ": " + KNOWLEDGE + " has tiers too");
        }
        known.setTiers(file.tiers());
      }
    }
    if (tiers != null) {
      known.setTiers(tiers(variables));
    }
    known.setRequiredEdges(union(known.getRequiredEdges(), requiredEdges));
    known.setForbiddenEdges(union(known.getForbiddenEdges(), forbiddenEdges));
    return known;
  }

  private static List<List<String>> union(List<List<String>> one, List<List<String>> other) {
    Set<List<String>> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  private List<List<String>> tiers(List<String> variables) {
    return Arrays.stream(tiers.split(":", -1)).map(tier -> names(TIERS, tier, variables)).toList();
  }

  private static List<List<String>> edges(
      String option, List<String> given, List<String> variables) {
    List<List<String>> edges = new ArrayList<>();
    for (String item : given == null ? List.<String>of() : TargetLimitsOptions.items(given)) {
      edges.add(edge(option, item, variables));
    }
    return edges;
  }

  private static Set<List<String>> groups(
      String option, List<String> given, List<String> variables) {
    Set<List<String>> edges = new LinkedHashSet<>();
    for (String item : given == null ? List.<String>of() : given) {
      String[] sides = item.split(ARROW, -1);
      if (sides.length != 2) {
        throw new Failure("%s: %s is not NAME,...->NAME,...".formatted(option, Cell.shown(item)));
      }
      KnowledgeFile.connect(
          names(option, sides[0], variables), names(option, sides[1], variables), edges);
    }
    return edges;
  }

  private static List<String> names(String option, String names, List<String> variables) {
    return Arrays.stream(names.split(",", -1))
        .map(name -> TargetLimitsOptions.variable(option, name, variables))
        .toList();
  }

  /** A name may hold the sign of an arrow. */
  private static List<String> edge(String option, String item, List<String> variables) {
    for (int at = item.indexOf(ARROW); at >= 0; at = item.indexOf(ARROW, at + 1)) {
      String from = item.substring(0, at).strip();
      String to = item.substring(at + ARROW.length()).strip();
      if (variables.contains(from) && variables.contains(to)) {
        return List.of(from, to);
      }
    }
    int at = item.indexOf(ARROW);
    if (at < 0) {
      throw new Failure("%s: %s is not FROM->TO".formatted(option, Cell.shown(item)));
    }
    TargetLimitsOptions.variable(option, item.substring(0, at), variables);
    TargetLimitsOptions.variable(option, item.substring(at + ARROW.length()), variables);
    throw new Failure("%s: %s is no edge between variables".formatted(option, Cell.shown(item)));
  }
}
