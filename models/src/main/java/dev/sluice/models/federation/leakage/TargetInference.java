// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.leakage;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which variables a site intervenes on, guessed from d x d matrices that it sent. A site's
 * experiments are a fact about it, which it may not want known.
 *
 * <p>What is seen through a mask or noise is given to the same functions, decoded as if it were
 * plain.
 */
public final class TargetInference {
  private TargetInference() {}

  /**
   * Scores by the mean weight of a variable's row and column. Proximity weights are greatest in
   * every entry of a target's, and less in some entry of any other variable's: that is certain
   * unless all but one variable are targets, or weights do not fall with distance.
   *
   * @param weights d x d; the diagonal is not read
   */
  public static double[] byWeights(double[][] weights) {
    int d = weights.length;
    double[] scores = new double[d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        if (i != j) {
          scores[i] += (weights[i][j] + weights[j][i]) / (2 * (d - 1));
        }
      }
    }
    return scores;
  }

  /**
   * Scores by the Euclidean norm of a variable's row: where the learner turns an edge only at what
   * is intervened on, orientation moves most in the rows of targets (ENCO: Lippe et al., section
   * 3.3).
   *
   * @param deltas d x d changes of the orientation logits; the diagonal is not read
   */
  public static double[] byRowNorms(double[][] deltas) {
    int d = deltas.length;
    double[] scores = new double[d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        if (i != j) {
          scores[i] = Math.hypot(scores[i], deltas[i][j]);
        }
      }
    }
    return scores;
  }

  /**
   * Scores by how little the existence of the edges into a variable moved, the Euclidean norm of
   * its column with a minus: draws under an intervention say nothing of what causes its target, so
   * that of a site's only target that column stays exactly as it was, and of one of T it moves in
   * all turns but one of T (ENCO: Lippe et al., section 3.3). Weights are not needed for this.
   *
   * @param deltas d x d changes of the existence logits; the diagonal is not read
   */
  public static double[] byStillColumns(double[][] deltas) {
    int d = deltas.length;
    double[] scores = new double[d];
    for (int j = 0; j < d; j++) {
      double norm = 0;
      for (int i = 0; i < d; i++) {
        if (i != j) {
          norm = Math.hypot(norm, deltas[i][j]);
        }
      }
      scores[j] = -norm;
    }
    return scores;
  }

  /**
   * The so many variables of the greatest score, of equal ones those that come first.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public static Set<Integer> guess(double[] scores, int targets) {
    if (targets < 0 || targets > scores.length) {
      throw new IllegalArgumentException(
          "%d targets of %d variables".formatted(targets, scores.length));
    }
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
        .limit(targets)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The share of the targets that were guessed; by chance it is targets / d in the mean.
   *
   * @throws IllegalArgumentException if there is no target
   */
  public static double recall(Set<Integer> guess, Set<Integer> targets) {
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("no targets to be guessed");
    }
    return (double) targets.stream().filter(guess::contains).count() / targets.size();
  }
}
