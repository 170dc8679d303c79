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
  private static final String NEURAL = "neural";
  private static final String DSDI = "dsdi:";
  private static final int NEURAL_CATEGORIES = 10;
  private static final String FORMS =
      "%s, %sCATEGORIES, %sCATEGORIES, %sCATEGORIES, %s:CATEGORIES or %sCATEGORIES"
          .formatted(LINEAR_GAUSSIAN, CATEGORICAL, DIRICHLET, MLP, NEURAL, DSDI);

  /** Forms of mechanisms. */
  public enum Kind {
    /** See {@link LinearGaussianModel}. */
    LINEAR_GAUSSIAN,
    /** Random tables with clear effects, see {@link CategoricalModel}. */
    CATEGORICAL,
    /** Random tables of any effects, see {@link CategoricalModel}. */
    DIRICHLET,
    /** Random networks as tables, see {@link CategoricalModel}. */
    MLP,
    /** The random networks of ENCO's ground truths, see {@link NeuralModels}. */
    NEURAL,
    /** The random networks of DSDI's ground truths, see {@link NeuralModels}. */
    DSDI
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
   * Reads {@code linear-gaussian}, {@code categorical:CATEGORIES}, {@code dirichlet:CATEGORIES},
   * {@code mlp:CATEGORIES}, {@code neural:CATEGORIES} (10 if left out: {@code neural}) or {@code
   * dsdi:CATEGORIES}.
   *
   * @throws IllegalArgumentException naming the text and the part of it that is wrong
   */
  public static MechanismFamily parse(String text) {
    try {
      if (text.equals(LINEAR_GAUSSIAN)) {
        return new MechanismFamily(Kind.LINEAR_GAUSSIAN, 0);
      }
      if (text.equals(NEURAL)) {
        return new MechanismFamily(Kind.NEURAL, NEURAL_CATEGORIES);
      }
      for (Kind kind : Kind.values()) {
        String start = start(kind);
        if (start.endsWith(":") && text.startsWith(start)) {
          return new MechanismFamily(kind, categories(text, start));
        }
      }
      throw new IllegalArgumentException("expected " + FORMS);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(text + ": " + e.getMessage(), e);
    }
  }

  private static String start(Kind kind) {
    return switch (kind) {
      case LINEAR_GAUSSIAN -> LINEAR_GAUSSIAN;
      case CATEGORICAL -> CATEGORICAL;
      case DIRICHLET -> DIRICHLET;
      case MLP -> MLP;
      case NEURAL -> NEURAL + ":";
      case DSDI -> DSDI;
    };
  }

  /**
   * Mechanisms for every node of a graph; a function of graph and seed.
   *
   * @throws IllegalArgumentException if a node has more configurations of its parents than a table
   *     may have rows, or networks would be too large
   */
  public StructuralCausalModel draw(Dag graph, long seed) {
    return switch (kind) {
      case LINEAR_GAUSSIAN -> LinearGaussianModel.draw(graph, seed);
      case CATEGORICAL -> CategoricalModel.draw(graph, categories, seed);
      case DIRICHLET -> CategoricalModel.drawUniformly(graph, categories, seed);
      case MLP -> CategoricalModel.drawNetworks(graph, categories, seed);
      case NEURAL -> NeuralModels.embedded(graph, categories, seed);
      case DSDI -> NeuralModels.oneHot(graph, categories, seed);
    };
  }

  /** The text that {@link #parse} reads, such as {@code categorical:3}. */
  @Override
  public String toString() {
    return kind == Kind.LINEAR_GAUSSIAN ? LINEAR_GAUSSIAN : start(kind) + categories;
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
