// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.lesion.Grid;
import dev.sluice.models.lesion.Mask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseScoreTest {
  private static final Grid GRID = Grid.cube(16);
  private static final Mask EMPTY = Masks.empty(GRID);

  @Test
  void diceOfShiftedCubes() {
    for (int a = 1; a <= 8; a++) {
      Mask truth = Masks.with(EMPTY, 0, 0, 0, a, a, a);
      for (int k = 0; k <= a; k++) {
        double expected = (double) (a - k) / a;
        assertThat(score(Masks.with(EMPTY, k, 0, 0, a, a, a), truth).dice()).isEqualTo(expected);
        assertThat(score(Masks.with(EMPTY, 0, k, 0, a, a, a), truth).dice()).isEqualTo(expected);
        assertThat(score(Masks.with(EMPTY, 0, 0, k, a, a, a), truth).dice()).isEqualTo(expected);
      }
    }
  }

  @Test
  void emptyMasks() {
    Mask some = Masks.with(EMPTY, 1, 1, 1, 2, 2, 2);
    CaseScore neither = score(EMPTY, EMPTY);
    assertThat(neither).isEqualTo(new CaseScore(0, 0, 0, 1, 0, 0, 0, 0, false));
    assertThat(neither.dice()).isNaN();
    assertThat(neither.hasLesion()).isFalse();
    CaseScore falseAlarm = score(some, EMPTY);
    assertThat(falseAlarm).isEqualTo(new CaseScore(0, 8, 0, 1, 0, 0, 1, 1, true));
    assertThat(falseAlarm.dice()).isZero();
    CaseScore missed = score(EMPTY, some);
    assertThat(missed).isEqualTo(new CaseScore(0, 0, 8, 1, 1, 0, 0, 0, false));
    assertThat(missed.dice()).isZero();
    assertThat(missed.hasLesion()).isTrue();
  }

  @Test
  void oneVoxel() {
    Mask within = new Mask(Grid.cube(1), new boolean[] {true});
    assertThat(score(within, within)).isEqualTo(new CaseScore(1, 0, 0, 1, 1, 1, 1, 0, true));
    assertThat(score(within, within).dice()).isEqualTo(1);
  }

  /**
   * Three true lesions: one predicted component covers two of them, which are both found; the third
   * is missed; another component is false.
   */
  @Test
  void lesions() {
    Mask truth = Masks.with(EMPTY, 0, 0, 0, 2, 2, 2);
    truth = Masks.with(truth, 4, 0, 0, 2, 2, 2);
    truth = Masks.with(truth, 0, 8, 8, 3, 1, 1);
    Mask predicted = Masks.with(EMPTY, 1, 1, 1, 4, 1, 1);
    predicted = Masks.with(predicted, 12, 12, 12, 1, 1, 2);
    assertThat(score(predicted, truth)).isEqualTo(new CaseScore(2, 4, 17, 1, 3, 2, 2, 1, true));
  }

  @Test
  void volumesOfVoxelsThatAreNoCubes() {
    Grid grid = new Grid(8, 8, 4, 0.5, 2, 6);
    Mask truth = Masks.with(Masks.empty(grid), 0, 0, 0, 5, 2, 1);
    Mask predicted = Masks.with(Masks.empty(grid), 0, 0, 0, 5, 4, 2);
    CaseScore score = score(predicted, truth);
    assertThat(score.voxelVolume()).isEqualTo(6);
    assertThat(score.trueVolume()).isCloseTo(0.06, within(1e-15));
    assertThat(score.predictedVolume()).isCloseTo(0.24, within(1e-15));
    assertThat(score.dice()).isEqualTo(0.4);
  }

  /** Two components, of 3 and 27 voxels of 0.001 mm3; together they would be more. */
  @ParameterizedTest
  @CsvSource({"0, true", "0.003, true", "0.027, true", "0.02701, false", "0.03, false", "1, false"})
  void detectsAComponentOfTheLeastVolume(double minimumVolume, boolean detected) {
    Grid grid = new Grid(16, 16, 16, 0.1, 0.1, 0.1);
    Mask predicted = Masks.with(Masks.empty(grid), 0, 0, 0, 3, 3, 3);
    predicted = Masks.with(predicted, 8, 8, 8, 3, 1, 1);
    CaseScore score = CaseScore.of(predicted, Masks.empty(grid), minimumVolume);
    assertThat(score.detected()).isEqualTo(detected);
    assertThat(score.predictedLesions()).isEqualTo(2);
  }

  @Test
  void nothingPredictedIsNoDetectionOfAnyLeastVolume() {
    assertThat(CaseScore.of(EMPTY, EMPTY, 0).detected()).isFalse();
  }

  @Test
  void gridsThatDiffer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(Masks.empty(new Grid(16, 8, 32, 1, 1, 1)), EMPTY))
        .withMessage("a prediction of 16 x 8 x 32 voxels for 16 x 16 x 16");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> score(Masks.empty(new Grid(16, 16, 16, 1, 1, 1.1)), EMPTY))
        .withMessage("a prediction with voxels of 1.0 x 1.0 x 1.1 mm for 1.0 x 1.0 x 1.0 mm");
    Mask rounded = Masks.empty(new Grid(16, 16, 16, 1.0001, 1, 0.9999));
    assertThat(score(rounded, EMPTY).voxelVolume()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void leastVolumesThatAreNone(double minimumVolume) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaseScore.of(EMPTY, EMPTY, minimumVolume))
        .withMessage("a least volume of " + minimumVolume + " mm3");
  }

  /** A voxel can be so small that its volume is 0, and so large that no statistic has room. */
  @ParameterizedTest
  @CsvSource({"1e-200, voxels of 0.0 mm3", "100, lesions of 4096.0 litres"})
  void voxelsThatAreOfNoHead(double spacing, String message) {
    Grid grid = new Grid(16, 16, 16, spacing, spacing, spacing);
    Mask all = Masks.with(Masks.empty(grid), 0, 0, 0, 16, 16, 16);
    assertThatIllegalArgumentException().isThrownBy(() -> score(all, all)).withMessage(message);
  }

  /** TP, FP, FN, voxel volume, true, found, predicted, false lesions, detected. */
  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 1, 0, 0, 0, 0, false",
    "0, 0, 0, NaN, 0, 0, 0, 0, false",
    "0, 0, 0, -1, 0, 0, 0, 0, false",
    "0, 0, 0, 1, 0, 0, 0, 0, true",
    "0, 0, 0, 1, 1, 0, 0, 0, false",
    "0, 0, 3, 1, 0, 0, 0, 0, false",
    "0, 0, 3, 1, 4, 0, 0, 0, false",
    "0, 0, 3, 1, 1, 1, 0, 0, false",
    "2, 0, 3, 1, 4, 3, 1, 0, false",
    "2, 3, 0, 1, 1, 1, 1, 1, true",
    "2, 3, 0, 1, 1, 1, 0, 0, false",
    "2, 3, 0, 1, 1, 1, 1, -1, true",
    "2, 9223372036854775807, 0, 1e-9, 1, 1, 1, 0, true"
  })
  void numbersThatAreOfNoCase(
      long truePositives,
      long falsePositives,
      long falseNegatives,
      double voxelVolume,
      int trueLesions,
      int foundLesions,
      int predictedLesions,
      int falseLesions,
      boolean detected) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CaseScore(
                    truePositives,
                    falsePositives,
                    falseNegatives,
                    voxelVolume,
                    trueLesions,
                    foundLesions,
                    predictedLesions,
                    falseLesions,
                    detected));
  }

  private static CaseScore score(Mask predicted, Mask truth) {
    return CaseScore.of(predicted, truth, 0);
  }
}
