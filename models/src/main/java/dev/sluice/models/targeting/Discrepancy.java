// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.Domain;
import java.util.List;

/**
 * Active Intervention Targeting: how much possible systems disagree about the means under an
 * intervention, over how much the draws of each vary. Scherrer et al. 2021 (arXiv 2109.02429);
 *
 * <pre>
 * score = sum_i |mu_i - mu|^2 / sum_i E |x_i - mu_i|^2
 * </pre>
 *
 * over possible systems i, x_i a draw, mu_i its mean and mu that of the means, without the targets,
 * whose variance is the experimenter's. The variance within is per draw, not summed over draws, so
 * scores do not depend on how many were imagined.
 *
 * <p>Categories are coded one-hot (ours): codes by number would make the score depend on labels.
 * All is then a matter of how often each category was drawn.
 */
public final class Discrepancy {
  /** Added to the variance within, which is 0 where mechanisms are deterministic. */
  private static final double EPSILON = 1e-12;

  private Discrepancy() {}

  /**
   * Scores candidates.
   *
   * @param systems at least two
   * @param rows imagined for each system and candidate
   * @param seed of the noise
   */
  public static Scores of(
      List<? extends PossibleSystem> systems,
      Domain domain,
      List<Intervention> candidates,
      int rows,
      long seed) {
    if (systems.size() < 2) {
      throw new IllegalArgumentException("systems: at least 2 to disagree: " + systems.size());
    }
    double[][] terms = new double[candidates.size()][];
    for (int candidate = 0; candidate < terms.length; candidate++) {
      Means[] means = new Means[systems.size()];
      for (int i = 0; i < means.length; i++) {
        Noise noise = Noise.of(seed, i, rows, domain.dimension());
        Intervention intervention = candidates.get(candidate);
        means[i] = Means.of(systems.get(i).draw(intervention, noise), domain, intervention);
      }
      terms[candidate] = pseudoValues(means);
    }
    return new Scores(candidates, terms);
  }

  /** Means of the coordinates over the draws of one system, and the variance about them. */
  private record Means(double[] means, double square, double within) {
    static Means of(double[][] rows, Domain domain, Intervention intervention) {
      int[] starts = starts(domain);
      double[] means = new double[starts[starts.length - 1]];
      double[] squares = new double[means.length];
      int[] categories = domain.categories();
      for (double[] row : rows) {
        for (int variable = 0; variable < row.length; variable++) {
          if (!intervention.targets().contains(variable)) {
            boolean coded = categories.length > 0;
            int at = starts[variable] + (coded ? (int) row[variable] : 0);
            double value = coded ? 1 : row[variable];
            means[at] += value;
            squares[at] += value * value;
          }
        }
      }
      double square = 0;
      double within = 0;
      for (int at = 0; at < means.length; at++) {
        means[at] /= rows.length;
        square += means[at] * means[at];
        within += Math.max(0, squares[at] / rows.length - means[at] * means[at]);
      }
      return new Means(means, square, within);
    }

    /** Where the coordinates of each variable begin, and the end of the last. */
    private static int[] starts(Domain domain) {
      int[] categories = domain.categories();
      int[] starts = new int[domain.dimension() + 1];
      for (int variable = 0; variable < domain.dimension(); variable++) {
        starts[variable + 1] =
            starts[variable] + (categories.length > 0 ? categories[variable] : 1);
      }
      return starts;
    }
  }

  /** Of the jackknife over systems: their mean is the ratio, corrected for the bias of a ratio. */
  private static double[] pseudoValues(Means[] systems) {
    int size = systems.length;
    double[] sums = new double[systems[0].means.length];
    double squares = 0;
    double within = 0;
    for (Means system : systems) {
      for (int at = 0; at < sums.length; at++) {
        sums[at] += system.means[at];
      }
      squares += system.square;
      within += system.within;
    }
    double all = ratio(squares, square(sums, null), size, within);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      double without =
          ratio(
              squares - systems[i].square,
              square(sums, systems[i].means),
              size - 1,
              within - systems[i].within);
      values[i] = size * all - (size - 1) * without;
    }
    return values;
  }

  private static double ratio(double squares, double squareOfSum, int size, double within) {
    return Math.max(0, squares - squareOfSum / size) / (Math.max(0, within) + EPSILON);
  }

  private static double square(double[] sums, double[] without) {
    double square = 0;
    for (int at = 0; at < sums.length; at++) {
      double left = without == null ? sums[at] : sums[at] - without[at];
      square += left * left;
    }
    return square;
  }
}
