// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Ties;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.prior.GraphPrior;

/**
 * A few candidates of parents for each node, from the scores: those that a greedy search adds one
 * after the other to the parents, as long as the score rises, then those of the highest score as
 * the only parent besides the required ones. After Viinikka, Hyttinen, Pensar and Koivisto 2020
 * (greedy candidates, with one best set in place of all).
 */
public final class CandidateParents {
  private CandidateParents() {}

  /**
   * Chooses candidates. Of equal ones the first; where none are equal, renumbered variables have
   * the same candidates.
   *
   * @param most candidates of a node; more only where more parents are required
   * @return by node, ascending: all required parents, no forbidden ones, and fewer than {@code
   *     most} only where others are excluded
   * @throws ArithmeticException as of {@link FamilyScores#of}
   */
  public static int[][] of(FamilyScores scores, GraphPrior prior, int most) {
    int[][] candidates = new int[scores.nodes()][];
    VariableSet[] required = prior.requiredParents();
    for (int node = 0; node < candidates.length; node++) {
      candidates[node] = of(node, scores, required[node], most).members();
    }
    return candidates;
  }

  /** The same of one node. */
  static int[] of(int node, FamilyScores scores, GraphPrior prior, int most) {
    return of(node, scores, prior.requiredParents()[node], most).members();
  }

  private static VariableSet of(int node, FamilyScores scores, VariableSet required, int most) {
    VariableSet candidates = required;
    double score = scores.of(node, required);
    while (candidates.size() < most) {
      double[] grown = scores.toggled(node, candidates);
      int next = best(grown, candidates);
      if (next < 0 || !Ties.beats(grown[next], score)) {
        break;
      }
      candidates = candidates.toggle(next);
      score = grown[next];
    }
    double[] alone = scores.toggled(node, required);
    for (int next = 0; candidates.size() < most && next >= 0; ) {
      next = best(alone, candidates);
      candidates = next < 0 ? candidates : candidates.toggle(next);
    }
    return candidates;
  }

  /** The variable of the highest score that is no candidate yet; -1 if all others are excluded. */
  private static int best(double[] scores, VariableSet candidates) {
    int best = -1;
    for (int other = 0; other < scores.length; other++) {
      if (!candidates.contains(other)
          && scores[other] != Double.NEGATIVE_INFINITY
          && (best < 0 || Ties.beats(scores[other], scores[best]))) {
        best = other;
      }
    }
    return best;
  }
}
