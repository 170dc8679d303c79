// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import java.util.List;

/**
 * BALD for interventions, the rule of "Interventions, where and how?" (Tigas et al., NeurIPS 2022,
 * CBED): the mutual information of one draw and which of the possible systems is true,
 *
 * <pre>
 * score = mean over i and x ~ p_i(. | do) of  ln p_i(x | do) - ln( 1/M sum_j p_j(x | do) )
 * </pre>
 *
 * without the targets, whose values are the experimenter's. At least 0 but for chance, at most ln
 * M.
 */
public final class Disagreement {
  private Disagreement() {}

  /**
   * Scores candidates.
   *
   * @param systems the M possible systems, of equal weight
   * @param variables their number
   * @param rows imagined for each system and candidate
   * @param seed of the noise
   */
  public static Scores of(
      List<? extends PossibleSystem> systems,
      int variables,
      List<Intervention> candidates,
      int rows,
      long seed) {
    double[][] terms = new double[candidates.size()][systems.size()];
    for (int i = 0; i < systems.size(); i++) {
      Noise noise = Noise.of(seed, i, rows, variables);
      for (int candidate = 0; candidate < terms.length; candidate++) {
        Intervention intervention = candidates.get(candidate);
        double[][] draws = systems.get(i).draw(intervention, noise);
        double[][] logs = new double[systems.size()][];
        for (int j = 0; j < logs.length; j++) {
          logs[j] = systems.get(j).logDensities(draws, intervention.targets());
        }
        double sum = 0;
        for (int row = 0; row < rows; row++) {
          sum += information(logs, i, row);
        }
        terms[candidate][i] = sum / rows;
      }
    }
    return new Scores(candidates, terms);
  }

  /** Of one draw of a system; {@code logs}: by system and draw. */
  private static double information(double[][] logs, int drawn, int row) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double[] ofSystem : logs) {
      largest = Math.max(largest, ofSystem[row]);
    }
    double sum = 0;
    for (double[] ofSystem : logs) {
      sum += Math.exp(ofSystem[row] - largest);
    }
    return logs[drawn][row] - largest - Math.log(sum / logs.length);
  }
}
