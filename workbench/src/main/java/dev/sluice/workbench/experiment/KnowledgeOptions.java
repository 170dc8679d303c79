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
      names = KNOWLEDGE,
      paramLabel = "FILE",
      description = "Tiers and edges from a knowledge file of Tetrad.")
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
    return Arrays.stream(tiers.split(":", -1))
        .map(
            tier ->
                Arrays.stream(tier.split(",", -1))
                    .map(name -> TargetLimitsOptions.variable(TIERS, name, variables)))
        .map(names -> names.toList())
        .toList();
  }

  private static List<List<String>> edges(
      String option, List<String> given, List<String> variables) {
    List<List<String>> edges = new ArrayList<>();
    for (String item : given == null ? List.<String>of() : TargetLimitsOptions.items(given)) {
      edges.add(edge(option, item, variables));
    }
    return edges;
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
