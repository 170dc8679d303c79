// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Rules that look at beliefs in edges alone, and imagine no data: cheap, and worth beating. */
public final class Heuristics {
  private Heuristics() {}

  /**
   * How uncertain the edges from and to the targets are: the sum of their entropies, nats, each as
   * if independent.
   *
   * @param edges d x d, [i][j] = belief in i -> j
   */
  public static Scores edgeEntropy(double[][] edges, List<Intervention> candidates) {
    return perTarget(
        candidates,
        target -> {
          double sum = 0;
          for (int other = 0; other < edges.length; other++) {
            if (other != target) {
              sum += entropy(edges[target][other]) + entropy(edges[other][target]);
            }
          }
          return sum;
        });
  }

  /** How many variables the targets are expected to be causes of, direct or not. */
  public static Scores expectedDescendants(
      List<? extends PossibleSystem> systems, List<Intervention> candidates) {
    double[][] terms = new double[candidates.size()][systems.size()];
    for (int i = 0; i < systems.size(); i++) {
      boolean[][] ancestors = systems.get(i).graph().ancestors();
      for (int candidate = 0; candidate < terms.length; candidate++) {
        for (int target : candidates.get(candidate).targets().members()) {
          for (int other = 0; other < ancestors.length; other++) {
            if (other != target && ancestors[target][other]) {
              terms[candidate][i]++;
            }
          }
        }
      }
    }
    return new Scores(candidates, terms);
  }

  /**
   * How wrong beliefs in the edges from and to the targets are: for simulations, in which the truth
   * is known.
   */
  public static Scores error(double[][] edges, boolean[][] truth, List<Intervention> candidates) {
    return perTarget(
        candidates,
        target -> {
          double sum = 0;
          for (int other = 0; other < edges.length; other++) {
            if (other != target) {
              sum += Math.abs(edges[target][other] - (truth[target][other] ? 1 : 0));
              sum += Math.abs(edges[other][target] - (truth[other][target] ? 1 : 0));
            }
          }
          return sum;
        });
  }

  private static Scores perTarget(List<Intervention> candidates, ToDoubleFunction<Integer> score) {
    double[][] terms = new double[candidates.size()][1];
    for (int candidate = 0; candidate < terms.length; candidate++) {
      for (int target : candidates.get(candidate).targets().members()) {
        terms[candidate][0] += score.applyAsDouble(target);
      }
    }
    return new Scores(candidates, terms);
  }

  private static double entropy(double probability) {
    return term(probability) + term(1 - probability);
  }

  private static double term(double probability) {
    return probability > 0 ? -probability * Math.log(probability) : 0;
  }
}
