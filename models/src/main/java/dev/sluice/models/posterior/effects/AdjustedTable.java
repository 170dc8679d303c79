// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

/**
 * The posterior of p(y = j | do x = i) where x is known to have the parents S: with theta = sum
 * over s of p(s) p(j | i, s) and the prior of the BDeu score for the variables S, x, y together,
 * that is N' / (q r_x r_y) for each of their combinations (q of S). Then p(s) is Dirichlet with a_s
 * = N_s + N' / q, A = N + N' in all, and independent of the p(. | i, s), which are Dirichlet with
 * N_isj + N' / (q r_x r_y), n_is in all; with m_s and v_s = m_s (1 - m_s) / (n_is + 1) the mean and
 * variance of p(j | i, s),
 *
 * <pre>
 * E[theta]   = M = sum of a_s m_s / A
 * Var[theta] = sum of { a_s (m_s - M)^2 + a_s (a_s + 1) v_s } / (A (A + 1))
 * </pre>
 *
 * where nothing cancels. Combinations of S that were never seen are all alike: m_s = 1 / r_y.
 */
final class AdjustedTable {
  private final double[] counts;
  private final int causeCategories;
  private final int outcomeCategories;

  /** By group and category of the cause: N_is. */
  private final double[] sizes;

  /** By the same: 1 / n_is. */
  private final double[] inverses;

  /** By group: a_s. */
  private final double[] weights;

  /** a_s of all that were not seen, together. */
  private final double unseen;

  /** N' / q. */
  private final double perCombination;

  /** A. */
  private final double total;

  /**
   * A table.
   *
   * @param seen grouped by S
   */
  AdjustedTable(Configurations seen, int cause, int outcome, double equivalentSampleSize) {
    causeCategories = seen.categories(cause);
    outcomeCategories = seen.categories(outcome);
    counts = seen.count(cause, outcome);
    perCombination = equivalentSampleSize / seen.combinations();
    weights = new double[seen.groups()];
    sizes = new double[weights.length * causeCategories];
    double sum = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      sizes[cell / outcomeCategories] += counts[cell];
    }
    inverses = new double[sizes.length];
    for (int row = 0; row < sizes.length; row++) {
      inverses[row] = 1 / (sizes[row] + perRow());
    }
    for (int group = 0; group < weights.length; group++) {
      for (int i = 0; i < causeCategories; i++) {
        weights[group] += sizes[group * causeCategories + i];
      }
      sum += weights[group];
      weights[group] += perCombination;
    }
    unseen = perCombination * (seen.combinations() - weights.length);
    total = sum + equivalentSampleSize;
  }

  /** Passes mean, 1 - mean and variance of each p(y = j | do x = i) to a consumer. */
  void forEach(OutcomeMixture.Part consumer) {
    for (int i = 0; i < causeCategories; i++) {
      for (int j = 0; j < outcomeCategories; j++) {
        pass(i, j, consumer);
      }
    }
  }

  private void pass(int i, int j, OutcomeMixture.Part consumer) {
    double prior = perRow() / outcomeCategories;
    double othersPrior = prior * (outcomeCategories - 1);
    double mean = unseen / outcomeCategories;
    double others = unseen * (outcomeCategories - 1) / outcomeCategories;
    for (int group = 0; group < weights.length; group++) {
      int row = group * causeCategories + i;
      double own = counts[row * outcomeCategories + j];
      double weight = weights[group] * inverses[row];
      mean += weight * (own + prior);
      others += weight * (sizes[row] - own + othersPrior);
    }
    mean /= total;
    others /= total;
    double spread = 0;
    double within = 0;
    for (int group = 0; group < weights.length; group++) {
      int row = group * causeCategories + i;
      double own = counts[row * outcomeCategories + j];
      double m = (own + prior) * inverses[row];
      double v = m * (sizes[row] - own + othersPrior) * inverses[row];
      double weight = weights[group];
      spread += weight * (m - mean) * (m - mean);
      within += weight * (weight + 1) * v / (1 + sizes[row] + perRow());
    }
    double m = 1.0 / outcomeCategories;
    spread += unseen * (m - mean) * (m - mean);
    within += unseen * (perCombination + 1) * m * (1 - m) / (1 + perRow());
    consumer.add(i, j, mean, others, (spread + within) / (total * (total + 1)));
  }

  /** N' / (q r_x). */
  private double perRow() {
    return perCombination / causeCategories;
  }
}
