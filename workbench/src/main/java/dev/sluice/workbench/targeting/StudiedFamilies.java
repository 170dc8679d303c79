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
import picocli.CommandLine.Option;

/** Options that say on which systems a study of targeting is. */
final class StudiedFamilies {
  private static final String DENSITY = "er-";
  private static final String PROBABILITY = "p=";

  @Option(
      names = "--families",
      split = ",",
      paramLabel = "FAMILY",
      defaultValue = "chain,er-1",
      description =
          "Shapes of the true graphs: chain, collider, bidiag, tree, jungle, full, er-EDGES (edges"
              + " per variable) or p=PROBABILITY (of each edge) (default: ${DEFAULT-VALUE}).")
  private List<String> families;

  @Option(
      names = "--variables",
      paramLabel = "D",
      defaultValue = "5",
      description = "Variables of each system, 2 to 12 (default: ${DEFAULT-VALUE}).")
  private int variables;

  @Option(
      names = "--mechanisms",
      paramLabel = "FAMILY",
      defaultValue = "linear-gaussian",
      converter = SimulationOptions.Mechanisms.class,
      description =
          "True mechanisms, as of simulate samples: linear-gaussian, or tables as dirichlet:3"
              + " (default: ${DEFAULT-VALUE}).")
  private MechanismFamily mechanisms;

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
