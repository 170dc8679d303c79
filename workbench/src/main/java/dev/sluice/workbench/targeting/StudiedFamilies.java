// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.GraphFamily.Shape;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.experiment.SimulationOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Options that say on which systems a study of targeting is. */
final class StudiedFamilies {
  private static final String DENSITY = "er-";
  private static final String PROBABILITY = "p=";

  @Option(
      names = "--families",
      split = ",",
      paramLabel = "FAMILY",
      description =
          "Shapes of the true graphs: chain, collider, bidiag, tree, jungle, full, er-EDGES (edges"
              + " per variable) or p=PROBABILITY (of each edge) (default: chain,er-1, of enco"
              + " chain).")
  private List<String> families;

  @Option(
      names = "--variables",
      paramLabel = "D",
      description = "Variables of each system, 2 to 12, of enco to 200 (default: 5, of enco 10).")
  private Integer variables;

  @Option(
      names = "--mechanisms",
      paramLabel = "FAMILY",
      converter = SimulationOptions.Mechanisms.class,
      description =
          "True mechanisms, as of simulate samples: linear-gaussian, tables as dirichlet:3, or"
              + " networks as neural:10 (default: linear-gaussian, of enco neural:10).")
  private MechanismFamily mechanisms;

  /** Takes what was not given from what is usual. */
  void complete(StudiedBeliefs beliefs) {
    families = Objects.requireNonNullElse(families, beliefs.families());
    variables = Objects.requireNonNullElse(variables, beliefs.variables());
    mechanisms = Objects.requireNonNullElse(mechanisms, beliefs.mechanisms());
  }

  MechanismFamily mechanisms() {
    return mechanisms;
  }

  boolean isCategorical() {
    return mechanisms.kind() != MechanismFamily.Kind.LINEAR_GAUSSIAN;
  }

  /** What the kind of variables is called. */
  String kind() {
    return isCategorical() ? "categorical" : "linear-gaussian";
  }

  /** The families, by the names that the options give them. */
  Map<String, GraphFamily> byName() {
    Map<String, GraphFamily> byName = new LinkedHashMap<>();
    for (String name : families) {
      try {
        byName.put(name, family(name.toLowerCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new Failure("--families " + name + ": " + e.getMessage(), e);
      }
    }
    return byName;
  }

  private GraphFamily family(String name) {
    if (name.startsWith(DENSITY)) {
      return new GraphFamily(Shape.ER, variables, number(name.substring(DENSITY.length())));
    }
    if (name.startsWith(PROBABILITY)) {
      double probability = number(name.substring(PROBABILITY.length()));
      return new GraphFamily(Shape.ER, variables, probability * (variables - 1) / 2);
    }
    return GraphFamily.parse(name + ":" + variables);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a number", e);
    }
  }
}
