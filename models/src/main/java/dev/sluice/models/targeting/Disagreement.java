// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.random.CounterRandom;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
  /** Of {@link #soft}, in the authors' code. */
  public static final double TEMPERATURE = 2;

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

  /**
   * The soft choice of several interventions at once, so that they are not all alike: one after the
   * other without replacement, each in proportion to exp(score / temperature). By the largest of
   * score / temperature + a Gumbel variable, which is the same law.
   *
   * @param count at most the number of candidates
   * @param temperature above 0
   * @return places of candidates in the order in which they are drawn; a function of the arguments
   */
  public static int[] soft(Scores scores, int count, double temperature, long seed) {
    int candidates = scores.candidates().size();
    if (count < 1 || count > candidates) {
      throw new IllegalArgumentException(
          "count: must be 1 to %d, is %d".formatted(candidates, count));
    }
    if (!(temperature > 0)) {
      throw new IllegalArgumentException("temperature: must be above 0: " + temperature);
    }
    CounterRandom random = CounterRandom.of(seed, "soft choice");
    double[] keys = new double[candidates];
    for (int candidate = 0; candidate < candidates; candidate++) {
      double exponential = -StrictMath.log(1 - random.uniform(candidate));
      keys[candidate] = scores.of(candidate) / temperature - StrictMath.log(exponential);
    }
    return IntStream.range(0, candidates)
        .boxed()
        .sorted(Comparator.comparingDouble(candidate -> -keys[candidate]))
        .limit(count)
        .mapToInt(Integer::intValue)
        .toArray();
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
