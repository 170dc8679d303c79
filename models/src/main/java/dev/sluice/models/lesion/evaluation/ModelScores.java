// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import dev.sluice.models.statistics.BivariateMoments;
import dev.sluice.models.statistics.ClusteredMean;
import dev.sluice.models.statistics.Correlation;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.PoissonWeights;
import dev.sluice.models.statistics.Proportion;

/**
 * Statistics of a model's segmentations over cases, in bounded room. All sums are of whole numbers,
 * of Dice to 1e-12 and of volumes to 1e-6 cubic millimetres: cases in any order and parts give the
 * same bits, and a case that is taken back leaves no trace.
 *
 * <p>Mutable, a Flink POJO; not safe for use by several threads.
 */
public final class ModelScores {
  /** Replicates of the bootstrap where nothing else is asked for. */
  public static final int REPLICATES = 1_000;

  /** The sums have room for so many cases. */
  public static final long MOST_CASES = 1L << 22;

  private static final double MILLILITRES_PER_LITRE = 1_000;

  /** Of the bootstrap. */
  public long seed;

  /** Over the cases with a true lesion. */
  public ClusteredMean dice = new ClusteredMean();

  /** Litres predicted and true, over the cases with a true lesion. */
  public BivariateMoments volumes = BivariateMoments.EMPTY;

  /** Litres predicted, and 0, over the cases without. */
  public BivariateMoments falseVolumes = BivariateMoments.EMPTY;

  /** By {@link CaseCount}. */
  public long[] counts = new long[CaseCount.COUNT];

  /** For serializers. */
  public ModelScores() {}

  /**
   * No cases.
   *
   * @param seed of the bootstrap: models with the same seed draw the same patients
   * @param replicates of the bootstrap, 0 for none
   */
  public static ModelScores empty(long seed, int replicates) {
    ModelScores scores = new ModelScores();
    scores.seed = seed;
    scores.dice = new ClusteredMean(replicates);
    return scores;
  }

  /**
   * Takes in a case.
   *
   * @param patientId what the bootstrap draws: cases of one patient come together. The other
   *     intervals take cases as independent.
   * @throws IllegalStateException if there are {@link #MOST_CASES} already
   */
  public void observe(String patientId, CaseScore score) {
    requireRoomFor(1);
    if (score.hasLesion()) {
      dice.observe(score.fixedDice(), weights(patientId));
      volumes = volumes.plus(score.fixedPredictedVolume(), score.fixedTrueVolume());
    } else {
      falseVolumes = falseVolumes.plus(score.fixedPredictedVolume(), 0);
    }
    count(score, 1);
  }

  /** Takes a case back, which must be among those that came. */
  public void retract(String patientId, CaseScore score) {
    if (score.hasLesion()) {
      dice.retract(score.fixedDice(), weights(patientId));
      volumes = volumes.minus(score.fixedPredictedVolume(), score.fixedTrueVolume());
    } else {
      falseVolumes = falseVolumes.minus(score.fixedPredictedVolume(), 0);
    }
    count(score, -1);
  }

  /**
   * Takes in the cases of a part; the part is left as it is.
   *
   * @throws IllegalArgumentException if the part has another bootstrap
   * @throws IllegalStateException if there would be more than {@link #MOST_CASES}
   */
  public void merge(ModelScores part) {
    if (part.seed != seed) {
      throw new IllegalArgumentException(
          "bootstraps of seeds %d and %d".formatted(seed, part.seed));
    }
    requireRoomFor(part.cases());
    dice.merge(part.dice);
    volumes = volumes.merge(part.volumes);
    falseVolumes = falseVolumes.merge(part.falseVolumes);
    for (int i = 0; i < counts.length; i++) {
      counts[i] += part.counts[i];
    }
  }

  /** Whether there are as many cases as the sums have room for. */
  public boolean isFull() {
    return cases() >= MOST_CASES;
  }

  /** All cases. */
  public long cases() {
    return withLesion() + withoutLesion();
  }

  /** Cases with a true lesion, which Dice and volume errors are of. */
  public long withLesion() {
    return get(CaseCount.WITH_LESION);
  }

  /** Cases without a true lesion, which have no part in Dice and volume errors. */
  public long withoutLesion() {
    return get(CaseCount.WITHOUT_LESION);
  }

  /** Those of the cases without a true lesion for which nothing is predicted: Dice is undefined. */
  public long bothEmpty() {
    return get(CaseCount.BOTH_EMPTY);
  }

  /** Mean Dice of the cases with a true lesion, with Student's and the bootstrap's interval. */
  public MeanEstimate dice(double level) {
    return dice.estimate(level);
  }

  /** Standard deviation of Dice over these cases; blank with fewer than two. */
  public double diceDeviation() {
    return dice.moments.standardDeviation();
  }

  /** Dice of the voxels of all cases taken together; blank if no mask has any. */
  public double pooledDice() {
    double twice = 2.0 * get(CaseCount.TRUE_POSITIVES);
    return twice / (twice + get(CaseCount.FALSE_POSITIVES) + get(CaseCount.FALSE_NEGATIVES));
  }

  /** Agreement of the predicted volume with the true one, in ml, of cases with a true lesion. */
  public BlandAltman volumeAgreement(double level) {
    return BlandAltman.of(
        volumes.n(),
        volumes.meanDifference() * MILLILITRES_PER_LITRE,
        volumes.deviationOfDifferences() * MILLILITRES_PER_LITRE,
        level);
  }

  /** Pearson's correlation of the two volumes over these cases. */
  public Correlation volumeCorrelation(double level) {
    return volumes.correlation(level);
  }

  /** Mean predicted volume of the cases without a lesion, in ml; blank without one. */
  public double meanFalseVolume() {
    return falseVolumes.meanX() * MILLILITRES_PER_LITRE;
  }

  /** Of the cases with a lesion, the share detected. */
  public Proportion sensitivity() {
    return new Proportion(get(CaseCount.DETECTED_WITH_LESION), withLesion());
  }

  /** Of the cases without a lesion, the share not detected. */
  public Proportion specificity() {
    return new Proportion(
        withoutLesion() - get(CaseCount.DETECTED_WITHOUT_LESION), withoutLesion());
  }

  /** Of the true lesions of all cases, the share found. Its intervals ignore that cases differ. */
  public Proportion lesionRecall() {
    return new Proportion(get(CaseCount.FOUND_LESIONS), get(CaseCount.TRUE_LESIONS));
  }

  /** Of found lesions and false components, the share of the found. */
  public Proportion lesionPrecision() {
    long found = get(CaseCount.FOUND_LESIONS);
    return new Proportion(found, found + get(CaseCount.FALSE_LESIONS));
  }

  /**
   * Harmonic mean of these two, 2 TP / (2 TP + FP + FN) of lesions over all cases, counted as ISLES
   * 2022 does for a case (Hernandez Petzsche et al. 2022); blank without lesions.
   */
  public double lesionF1() {
    double twice = 2.0 * get(CaseCount.FOUND_LESIONS);
    double missed = get(CaseCount.TRUE_LESIONS) - get(CaseCount.FOUND_LESIONS);
    return twice / (twice + get(CaseCount.FALSE_LESIONS) + missed);
  }

  /** Components predicted in all cases. */
  public long predictedLesions() {
    return get(CaseCount.PREDICTED_LESIONS);
  }

  private long get(CaseCount count) {
    return counts[count.index()];
  }

  private void count(CaseScore score, long sign) {
    for (CaseCount count : CaseCount.values()) {
      counts[count.index()] += sign * count.of(score);
    }
  }

  private int[] weights(String patientId) {
    return PoissonWeights.of(seed, patientId, dice.sums.length);
  }

  private void requireRoomFor(long more) {
    if (cases() + more > MOST_CASES) {
      throw new IllegalStateException("more than " + MOST_CASES + " cases");
    }
  }
}
