// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.family.FamilyEvidence;
import dev.sluice.models.posterior.family.FamilyPrior;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores from evidence and prior, kept once computed. What was not asked for longest is dropped
 * when there are more than the bound.
 */
final class KeptScores implements FamilyScores {
  private final FamilyEvidence evidence;
  private final FamilyPrior prior;
  private final Map<Family, Double> scores;
  private final Map<Family, double[]> rows;

  private record Family(int node, VariableSet parents) {}

  /** Entries in the order in which they were last asked for. */
  private static final class Kept<V> extends LinkedHashMap<Family, V> {
    private static final long serialVersionUID = 1L;
    private static final float HALF_EMPTY = .75f;

    private final int most;

    Kept(int most) {
      super(16, HALF_EMPTY, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Family, V> eldest) {
      return size() > most;
    }
  }

  /**
   * No scores yet.
   *
   * @param mostScores of single families to keep
   * @param mostRows of {@link #toggled} to keep
   */
  KeptScores(FamilyEvidence evidence, FamilyPrior prior, int mostScores, int mostRows) {
    this.evidence = evidence;
    this.prior = prior;
    scores = new Kept<>(mostScores);
    rows = new Kept<>(mostRows);
  }

  @Override
  public int nodes() {
    return prior.nodes();
  }

  @Override
  public double of(int node, VariableSet parents) {
    checkVariables(parents);
    double logWeight = prior.logWeight(node, parents);
    if (logWeight == Double.NEGATIVE_INFINITY) {
      return logWeight;
    }
    Family family = new Family(node, parents);
    Double kept = scores.get(family);
    if (kept == null) {
      Cancellation.check();
      kept = finite(evidence.of(node, parents.members()), node, parents) + logWeight;
      scores.put(family, kept);
    }
    return kept;
  }

  @Override
  public double[] toggled(int node, VariableSet parents) {
    checkVariables(parents);
    Family family = new Family(node, parents);
    double[] kept = rows.get(family);
    if (kept == null) {
      Cancellation.check();
      kept = compute(node, parents);
      rows.put(family, kept);
    }
    return kept.clone();
  }

  /** How many scores of single families, and rows, are kept. */
  int kept() {
    return scores.size() + rows.size();
  }

  private double[] compute(int node, VariableSet parents) {
    double[] row = prior.toggled(node, parents);
    boolean[] wanted = new boolean[row.length];
    boolean any = false;
    for (int other = 0; other < row.length; other++) {
      wanted[other] = other != node && row[other] != Double.NEGATIVE_INFINITY;
      any |= wanted[other];
    }
    row[node] = Double.NEGATIVE_INFINITY;
    if (any) {
      int[] members = parents.members();
      double[] likelihoods = evidence.toggled(node, members, wanted);
      for (int other = 0; other < row.length; other++) {
        if (wanted[other]) {
          row[other] += finite(likelihoods[other], node, parents.toggle(other));
        }
      }
    }
    return row;
  }

  @Override
  public double[] ofSubsets(int node, int[] candidates) {
    checkCandidates(node, candidates);
    Cancellation.check();
    double[] subsets = evidence.ofSubsets(node, candidates, prior.maxParents());
    long[] words = new long[(nodes() + Long.SIZE - 1) / Long.SIZE];
    for (int subset = 0; subset < subsets.length; subset++) {
      Arrays.fill(words, 0);
      for (int rest = subset; rest != 0; rest &= rest - 1) {
        int parent = candidates[Integer.numberOfTrailingZeros(rest)];
        words[parent / Long.SIZE] |= 1L << parent;
      }
      VariableSet parents = new VariableSet(words);
      double logWeight = prior.logWeight(node, parents);
      subsets[subset] =
          logWeight == Double.NEGATIVE_INFINITY
              ? logWeight
              : finite(subsets[subset], node, parents) + logWeight;
    }
    return subsets;
  }

  private void checkVariables(VariableSet parents) {
    if (parents.length() > nodes()) {
      throw new IllegalArgumentException("parents beyond %d nodes: %s".formatted(nodes(), parents));
    }
  }

  private void checkCandidates(int node, int[] candidates) {
    if (candidates.length > MAX_CANDIDATES) {
      throw new IllegalArgumentException(
          "at most %d candidates: %d".formatted(MAX_CANDIDATES, candidates.length));
    }
    for (int k = 0; k < candidates.length; k++) {
      boolean ascending = k == 0 || candidates[k] > candidates[k - 1];
      if (!ascending || candidates[k] < 0 || candidates[k] >= nodes() || candidates[k] == node) {
        throw new IllegalArgumentException(
            "no ascending candidates of node %d: %s".formatted(node, Arrays.toString(candidates)));
      }
    }
  }

  /** Refuses what an extreme prior or extreme data overflow to: every sum would be spoilt. */
  private static double finite(double score, int node, VariableSet parents) {
    if (!Double.isFinite(score)) {
      throw new ArithmeticException(
          "score of node %d given parents %s is %s".formatted(node, parents, score));
    }
    return score;
  }
}
