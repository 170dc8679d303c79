// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.graph.Dag;

/**
 * A distribution over the mechanisms of a given graph.
 *
 * @param kind form of the mechanisms
 * @param categories of every variable, 2 to 1000; 0 for continuous variables
 */
public record MechanismFamily(Kind kind, int categories) {
  private static final int MAX_CATEGORIES = 1000;
  private static final String LINEAR_GAUSSIAN = "linear-gaussian";
  private static final String CATEGORICAL = "categorical:";
  private static final String DIRICHLET = "dirichlet:";
  private static final String MLP = "mlp:";

  /** Forms of mechanisms. */
  public enum Kind {
    /** See {@link LinearGaussianModel}. */
    LINEAR_GAUSSIAN,
    /** Random tables with clear effects, see {@link CategoricalModel}. */
    CATEGORICAL,
    /** Random tables of any effects, see {@link CategoricalModel}. */
    DIRICHLET,
    /** Random networks, see {@link CategoricalModel}. */
    MLP
  }

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException naming the component that is out of range
   */
  public MechanismFamily {
    boolean valid =
        kind == Kind.LINEAR_GAUSSIAN
            ? categories == 0
            : categories >= 2 && categories <= MAX_CATEGORIES;
    if (!valid) {
      throw new IllegalArgumentException(
          "number of categories must be 2 to %d, not %d".formatted(MAX_CATEGORIES, categories));
    }
  }

  /**
   * Reads {@code linear-gaussian}, {@code categorical:CATEGORIES}, {@code dirichlet:CATEGORIES} or
   * {@code mlp:CATEGORIES}.
   *
   * @throws IllegalArgumentException naming the text and the part of it that is wrong
   */
  public static MechanismFamily parse(String text) {
    try {
      if (text.equals(LINEAR_GAUSSIAN)) {
        return new MechanismFamily(Kind.LINEAR_GAUSSIAN, 0);
      }
      if (text.startsWith(CATEGORICAL)) {
        return new MechanismFamily(Kind.CATEGORICAL, categories(text, CATEGORICAL));
      }
      if (text.startsWith(DIRICHLET)) {
        return new MechanismFamily(Kind.DIRICHLET, categories(text, DIRICHLET));
      }
      if (text.startsWith(MLP)) {
        return new MechanismFamily(Kind.MLP, categories(text, MLP));
      }
      throw new IllegalArgumentException(
          "expected %s, %sCATEGORIES, %sCATEGORIES or %sCATEGORIES"
              .formatted(LINEAR_GAUSSIAN, CATEGORICAL, DIRICHLET, MLP));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  /**
   * Mechanisms for every node of a graph; a function of graph and seed.
   *
   * @throws IllegalArgumentException if a categorical node has more configurations of its parents
   *     than a table may have rows
   */
  public StructuralCausalModel draw(Dag graph, long seed) {
    return switch (kind) {
      case LINEAR_GAUSSIAN -> LinearGaussianModel.draw(graph, seed);
      case CATEGORICAL -> CategoricalModel.draw(graph, categories, seed);
      case DIRICHLET -> CategoricalModel.drawUniformly(graph, categories, seed);
      case MLP -> CategoricalModel.drawNetworks(graph, categories, seed);
    };
  }

  /** The text that {@link #parse} reads, such as {@code categorical:3}. */
  @Override
  public String toString() {
    return switch (kind) {
      case LINEAR_GAUSSIAN -> LINEAR_GAUSSIAN;
      case CATEGORICAL -> CATEGORICAL + categories;
      case DIRICHLET -> DIRICHLET + categories;
      case MLP -> MLP + categories;
    };
  }

  private static int categories(String text, String family) {
    String number = text.substring(family.length());
    try {
      return Integer.parseInt(number);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is not a number of categories".formatted(number), e);
    }
  }
}
