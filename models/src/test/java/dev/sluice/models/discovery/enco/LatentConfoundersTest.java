// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Pairs of variables that hidden ones cause: every variable is a noisy copy of something, with four
 * categories.
 */
class LatentConfoundersTest {
  private static final int CATEGORIES = 4;
  private static final EncoSettings SETTINGS =
      new EncoSettings(16, 64, 20, 5e-3, 1e-4, 2e-2, 1e-1, 4e-3, true, false);

  private final Random random = new Random(5);

  /** A draw of all variables; each asks {@link #value} for its own. */
  private interface Simulator {
    int[] draw(int target);
  }

  /** Uniform for the target of an intervention, else mostly what it copies. */
  private int value(boolean target, int copied) {
    return target || random.nextDouble() < 0.3 ? random.nextInt(CATEGORIES) : copied;
  }

  private EdgeBeliefs learn(int variables, Simulator simulator) {
    int[] categories = new int[variables];
    Arrays.fill(categories, CATEGORIES);
    List<Regime> regimes = new ArrayList<>();
    for (int target = -1; target < variables; target++) {
      double[][] draws = new double[target < 0 ? 3000 : 300][];
      for (int d = 0; d < draws.length; d++) {
        draws[d] = Arrays.stream(simulator.draw(target)).asDoubleStream().toArray();
      }
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      regimes.add(new Regime(targets, null, draws));
    }
    Domain domain = Domain.categorical(categories);
    TrainingData data = TrainingData.of(domain, regimes);
    Enco method = new Enco(domain, EdgeKnowledge.none(variables), SETTINGS, 1);
    LearnerState state = method.initial();
    for (int epoch = 0; epoch < 10; epoch++) {
      method.train(state, data, new Budget(200, 100));
    }
    return method.beliefs(state);
  }

  private static boolean[][] flagged(EdgeBeliefs beliefs) {
    int n = beliefs.edges().length;
    boolean[][] flagged = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        flagged[i][j] = beliefs.confounded()[i][j] >= EncoSettings.CONFOUNDED;
      }
    }
    return flagged;
  }

  private static boolean[][] pairs(int n, int[]... pairs) {
    boolean[][] symmetric = edges(n, pairs);
    for (int[] pair : pairs) {
      symmetric[pair[1]][pair[0]] = true;
    }
    return symmetric;
  }

  private static boolean[][] edges(int n, int[]... edges) {
    boolean[][] adjacency = new boolean[n][n];
    for (int[] edge : edges) {
      adjacency[edge[0]][edge[1]] = true;
    }
    return adjacency;
  }

  /** Two with a hidden cause, and a child of the one. */
  @Test
  void aHiddenCauseIsFlaggedAndNoEdge() {
    EdgeBeliefs beliefs =
        learn(
            3,
            target -> {
              int hidden = random.nextInt(CATEGORIES);
              int a = value(target == 0, hidden);
              int b = value(target == 1, hidden);
              return new int[] {a, b, value(target == 2, a)};
            });

    assertThat(flagged(beliefs)).isDeepEqualTo(pairs(3, new int[] {0, 1}));
    assertThat(beliefs.graph()).isDeepEqualTo(edges(3, new int[] {0, 2}));
  }

  /** One variable with two hidden causes: both pairs, not the two that it has them with. */
  @Test
  void aVariableMayHaveTwoHiddenCauses() {
    EdgeBeliefs beliefs =
        learn(
            3,
            target -> {
              int one = random.nextInt(CATEGORIES);
              int other = random.nextInt(CATEGORIES);
              int a = value(target == 0, random.nextBoolean() ? one : other);
              return new int[] {a, value(target == 1, one), value(target == 2, other)};
            });

    assertThat(flagged(beliefs)).isDeepEqualTo(pairs(3, new int[] {0, 1}, new int[] {0, 2}));
    assertThat(beliefs.graph()).isDeepEqualTo(edges(3));
  }

  /** An edge hides a hidden cause of the same two: interventions on its source speak for it. */
  @Test
  void anEdgeBetweenTheTwoIsFoundInPlaceOfTheHiddenCause() {
    EdgeBeliefs beliefs =
        learn(
            3,
            target -> {
              int hidden = random.nextInt(CATEGORIES);
              int a = value(target == 0, hidden);
              int b = value(target == 1, random.nextBoolean() ? hidden : a);
              return new int[] {a, b, value(target == 2, b)};
            });

    assertThat(flagged(beliefs)).isDeepEqualTo(pairs(3));
    assertThat(beliefs.graph()).isDeepEqualTo(edges(3, new int[] {0, 1}, new int[] {1, 2}));
  }
}
