// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws of a graph whose every edge shows clearly: a categorical child is the sum of its parents'
 * categories, or any category in one case of five; a continuous one is 1.5 times the sum of its
 * parents plus noise of standard deviation 1. An intervention sets its variable to any category, or
 * to normal noise of standard deviation 2.
 */
public final class ClearData {
  private final Domain domain;
  private final boolean[][] graph;
  private final Random random;

  /**
   * Of a graph.
   *
   * @param graph [i][j] for i -> j; every parent comes before its child
   */
  public ClearData(Domain domain, boolean[][] graph, long seed) {
    this.domain = domain;
    this.graph = graph;
    random = new Random(seed);
  }

  /** 0 -> 1 -> ..., and the last variable alone. */
  public static boolean[][] chainAndOneAlone(int variables) {
    boolean[][] graph = new boolean[variables][variables];
    for (int i = 0; i + 2 < variables; i++) {
      graph[i][i + 1] = true;
    }
    return graph;
  }

  /** Observations, and as many draws as said under an intervention on each variable alone. */
  public TrainingData draw(int observations, int perIntervention) {
    List<Regime> regimes = new ArrayList<>();
    for (int v = 0; v < domain.dimension(); v++) {
      VariableSet target = VariableSet.of(v);
      regimes.add(new Regime(target, null, draws(perIntervention, target)));
    }
    return new TrainingData(domain, draws(observations, VariableSet.EMPTY), regimes);
  }

  /** The same with an intervention on each pair. */
  public TrainingData drawPairs(int observations, int perIntervention) {
    List<Regime> regimes = new ArrayList<>();
    for (int v = 0; v < domain.dimension(); v++) {
      for (int w = v + 1; w < domain.dimension(); w++) {
        VariableSet targets = VariableSet.of(v, w);
        regimes.add(new Regime(targets, null, draws(perIntervention, targets)));
      }
    }
    return new TrainingData(domain, draws(observations, VariableSet.EMPTY), regimes);
  }

  private double[][] draws(int count, VariableSet targets) {
    double[][] draws = new double[count][domain.dimension()];
    for (double[] draw : draws) {
      for (int j = 0; j < draw.length; j++) {
        boolean set = targets.contains(j);
        draw[j] = domain.isCategorical() ? category(draw, j, set) : number(draw, j, set);
      }
    }
    return draws;
  }

  private double category(double[] draw, int j, boolean set) {
    int categories = domain.categories()[j];
    boolean root = true;
    double sum = 0;
    for (int i = 0; i < j; i++) {
      root &= !graph[i][j];
      sum += graph[i][j] ? draw[i] : 0;
    }
    return root || set || random.nextInt(5) == 0 ? random.nextInt(categories) : sum % categories;
  }

  private double number(double[] draw, int j, boolean set) {
    if (set) {
      return 2 * random.nextGaussian();
    }
    double sum = random.nextGaussian();
    for (int i = 0; i < j; i++) {
      sum += graph[i][j] ? 1.5 * draw[i] : 0;
    }
    return sum;
  }

  /** The same draws, variable i in place {@code places[i]}. */
  static TrainingData relabelled(TrainingData data, int[] places) {
    return new TrainingData(
        data.domain(),
        relabelled(data.observations(), places),
        data.interventions().stream()
            .map(
                regime ->
                    new Regime(
                        VariableSet.of(
                            Arrays.stream(regime.targets().members())
                                .map(i -> places[i])
                                .toArray()),
                        regime.label(),
                        relabelled(regime.draws(), places)))
            .toList());
  }

  private static double[][] relabelled(double[][] draws, int[] places) {
    double[][] relabelled = new double[draws.length][places.length];
    for (int r = 0; r < draws.length; r++) {
      for (int i = 0; i < places.length; i++) {
        relabelled[r][places[i]] = draws[r][i];
      }
    }
    return relabelled;
  }
}
