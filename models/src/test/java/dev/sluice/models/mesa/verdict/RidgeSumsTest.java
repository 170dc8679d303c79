// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RidgeSumsTest {
  private static RidgeSums sums(double[]... cases) {
    RidgeSums sums = new RidgeSums(2, 1);
    for (double[] c : cases) {
      sums.add(new double[] {c[0], c[1]}, new double[] {c[2]});
    }
    return sums;
  }

  /** Z'Z = ((2, 1), (1, 2)), Z'Y = (3, 4), mean of the diagonal 2: with the ridge 1/2, 1 more. */
  @Test
  void solvesWithARidgeOfItsOwnUnit() {
    RidgeSums sums = sums(new double[] {1, 0, 1}, new double[] {0, 1, 2}, new double[] {1, 1, 2});
    double[][] solution = sums.solve(0.5);

    assertThat(solution[0][0]).isCloseTo(5 / 8.0, within(1e-15));
    assertThat(solution[1][0]).isCloseTo(9 / 8.0, within(1e-15));
  }

  @Test
  void scoresAreOfOtherCases() {
    RidgeSums fitted = sums(new double[] {1, 0, 2}, new double[] {0, 1, 3});
    RidgeSums scored = sums(new double[] {1, 1, 6}, new double[] {2, 0, 4});
    double[][] solution = fitted.solve(1e-14);

    assertThat(scored.score(solution, 0, 1)).isCloseTo(0.25, within(1e-12));
    assertThat(scored.zeroScore(0, 1)).isEqualTo(13);
    assertThat(fitted.score(solution, 0, 1)).isCloseTo(0, within(1e-12));
  }

  @Test
  void sumsOfPartsAreThoseOfTheWhole() {
    RidgeSums one = sums(new double[] {1, 0, 2});
    one.merge(sums(new double[] {0, 1, 3}));
    RidgeSums whole = sums(new double[] {1, 0, 2}, new double[] {0, 1, 3});

    assertThat(one.count()).isEqualTo(2);
    assertThat(one.solve(0.1)).isDeepEqualTo(whole.solve(0.1));
    assertThatThrownBy(() -> one.merge(new RidgeSums(3, 1)))
        .hasMessage("sums of another regression");
    assertThatThrownBy(() -> one.add(new double[2], new double[2]))
        .hasMessage("2 inputs and 2 targets, not 2 and 1");
  }

  @Test
  void withoutInputsOrCasesNothingIsTold() {
    RidgeSums none = new RidgeSums(2, 1);

    assertThat(none.solve(0.1)).isDeepEqualTo(new double[2][1]);
    assertThat(none.score(new double[2][1], 0, 1)).isNaN();
    assertThat(none.zeroScore(0, 1)).isNaN();
    RidgeSums constant = sums(new double[] {0, 0, 3});
    assertThat(constant.score(constant.solve(0.1), 0, 1)).isEqualTo(4.5);
  }
}
