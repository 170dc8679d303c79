// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.statistics.ClusteredMean;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.PoissonWeights;

/**
 * Differences in Dice between two models over the cases that both have, in bounded room; parts and
 * orders give the same bits. It has no P value, since one that is looked at while cases come is
 * none: see {@link PairedTest}.
 *
 * <p>Mutable, a Flink POJO; not safe for use by several threads.
 */
public final class PairedScores {
  /** Of the bootstrap. */
  public long seed;

  /** Dice of the first model less that of the second, over cases with a true lesion. */
  public ClusteredMean difference = new ClusteredMean();

  /** Cases in which the first has the higher Dice. */
  public long firstBetter;

  /** Cases in which the second has. */
  public long secondBetter;

  /** Cases without a true lesion, which have no part in the differences. */
  public long withoutLesion;

  /** For serializers. */
  public PairedScores() {}

  /**
   * No cases.
   *
   * @param seed of the bootstrap, best that of both models' own scores
   * @param replicates of the bootstrap, 0 for none
   */
  public static PairedScores empty(long seed, int replicates) {
    PairedScores scores = new PairedScores();
    scores.seed = seed;
    scores.difference = new ClusteredMean(replicates);
    return scores;
  }

  /**
   * Takes in a case that both models have.
   *
   * @param patientId what the bootstrap draws
   * @throws IllegalArgumentException if the two were compared with different true masks
   * @throws IllegalStateException if there are {@link ModelScores#MOST_CASES} already
   */
  public void observe(String patientId, CaseScore first, CaseScore second) {
    requireSameTruth(first, second);
    requireRoomFor(1);
    if (first.hasLesion()) {
      difference.observe(difference(first, second), weights(patientId));
    }
    count(first, second, 1);
  }

  /** Takes a case back, which must be among those that came. */
  public void retract(String patientId, CaseScore first, CaseScore second) {
    requireSameTruth(first, second);
    if (first.hasLesion()) {
      difference.retract(difference(first, second), weights(patientId));
    }
    count(first, second, -1);
  }

  /**
   * Takes in the cases of a part; the part is left as it is.
   *
   * @throws IllegalArgumentException if the part has another bootstrap
   * @throws IllegalStateException if there would be too many cases
   */
  public void merge(PairedScores part) {
    if (part.seed != seed) {
      throw new IllegalArgumentException(
          "bootstraps of seeds %d and %d".formatted(seed, part.seed));
    }
    requireRoomFor(part.cases());
    difference.merge(part.difference);
    firstBetter += part.firstBetter;
    secondBetter += part.secondBetter;
    withoutLesion += part.withoutLesion;
  }

  /** All cases that both models have. */
  public long cases() {
    return withLesion() + withoutLesion;
  }

  /** Cases with a true lesion, which the differences are of. */
  public long withLesion() {
    return difference.moments.n();
  }

  /** Cases with a true lesion in which both have the same Dice. */
  public long equal() {
    return withLesion() - firstBetter - secondBetter;
  }

  /** Mean difference in Dice, first less second, with Student's and the bootstrap's interval. */
  public MeanEstimate difference(double level) {
    return difference.estimate(level);
  }

  /** Standard deviation of the differences; blank with fewer than two. */
  public double differenceDeviation() {
    return difference.moments.standardDeviation();
  }

  private static long difference(CaseScore first, CaseScore second) {
    return first.fixedDice() - second.fixedDice();
  }

  private void count(CaseScore first, CaseScore second, long sign) {
    if (!first.hasLesion()) {
      withoutLesion += sign;
      return;
    }
    long difference = difference(first, second);
    firstBetter += difference > 0 ? sign : 0;
    secondBetter += difference < 0 ? sign : 0;
  }

  private int[] weights(String patientId) {
    return PoissonWeights.of(seed, patientId, difference.sums.length);
  }

  private void requireRoomFor(long more) {
    if (cases() + more > ModelScores.MOST_CASES) {
      throw new IllegalStateException("more than " + ModelScores.MOST_CASES + " cases");
    }
  }

  private static void requireSameTruth(CaseScore first, CaseScore second) {
    if (trueVoxels(first) != trueVoxels(second)
        || first.trueLesions() != second.trueLesions()
        || first.voxelVolume() != second.voxelVolume()) {
      throw new IllegalArgumentException(
          "true masks of %d and %d voxels".formatted(trueVoxels(first), trueVoxels(second)));
    }
  }

  private static long trueVoxels(CaseScore score) {
    return score.truePositives() + score.falseNegatives();
  }
}
