// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.Domain;
import java.util.Arrays;
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
    Means[][] means = new Means[candidates.size()][systems.size()];
    for (int i = 0; i < systems.size(); i++) {
      Noise noise = Noise.of(seed, i, rows, domain.dimension());
      for (int candidate = 0; candidate < means.length; candidate++) {
        Intervention intervention = candidates.get(candidate);
        double[][] draws = systems.get(i).draw(intervention, noise);
        means[candidate][i] = Means.of(draws, domain, intervention);
      }
    }
    double[][] terms = Arrays.stream(means).map(Discrepancy::pseudoValues).toArray(double[][]::new);
    return new Scores(candidates, terms);
  }

  /**
   * About what scores are where systems do not differ: means of so many imagined rows do.
   *
   * @param rows imagined for each system and candidate
   */
  public static double byChance(int rows) {
    return 1.0 / rows;
  }

  /**
   * Of the draws of one system.
   *
   * @param means of the coordinates; 0 of targets
   * @param within sum of the coordinates' variances
   */
  private record Means(double[] means, double within) {
    static Means of(double[][] rows, Domain domain, Intervention intervention) {
      int[] starts = starts(domain);
      double[] means = new double[starts[starts.length - 1]];
      double within = 0;
      for (int variable = 0; variable < domain.dimension(); variable++) {
        if (!intervention.targets().contains(variable)) {
          within +=
              domain.isCategorical()
                  ? addShares(rows, variable, means, starts)
                  : addMean(rows, variable, means);
        }
      }
      return new Means(means, within);
    }

    /** Of a variable's one-hot code; gives the variance, 1 minus the sum of the squares. */
    private static double addShares(double[][] rows, int variable, double[] means, int[] starts) {
      for (double[] row : rows) {
        means[starts[variable] + (int) row[variable]]++;
      }
      double variance = 0;
      for (int at = starts[variable]; at < starts[variable + 1]; at++) {
        means[at] /= rows.length;
        variance += means[at] * (1 - means[at]);
      }
      return variance;
    }

    /** Of a number; gives the variance, about the mean: far from 0 squares would cancel. */
    private static double addMean(double[][] rows, int variable, double[] means) {
      for (double[] row : rows) {
        means[variable] += row[variable] / rows.length;
      }
      double variance = 0;
      for (double[] row : rows) {
        double rest = row[variable] - means[variable];
        variance += rest * rest / rows.length;
      }
      return variance;
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
    double[] apart = apart(systems);
    double between = Arrays.stream(apart).sum();
    double within = Arrays.stream(systems).mapToDouble(Means::within).sum();
    double all = ratio(between, within);
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      // without system i the mean of the others moves too, by apart / (size - 1)^2
      double others = between - apart[i] * size / (size - 1.0);
      values[i] = size * all - (size - 1) * ratio(others, within - systems[i].within);
    }
    return values;
  }

  /** |mu_i - mu|^2 by system. */
  private static double[] apart(Means[] systems) {
    double[] apart = new double[systems.length];
    for (int at = 0; at < systems[0].means.length; at++) {
      double mean = 0;
      for (Means system : systems) {
        mean += system.means[at] / systems.length;
      }
      for (int i = 0; i < systems.length; i++) {
        double difference = systems[i].means[at] - mean;
        apart[i] += difference * difference;
      }
    }
    return apart;
  }

  private static double ratio(double between, double within) {
    return Math.max(0, between) / (Math.max(0, within) + EPSILON);
  }
}
