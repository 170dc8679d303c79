// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OwnLawTest {
  private static final double[][] DRAWS = {{0, 0}, {0, 0}, {1, 2}, {1, 2}, {9, 9}};

  /** Of uniform priors: integrals over the simplex, by hand. */
  @Test
  void averagesOverAllLawsAndWhatTheyDependOn() {
    double[] logs = new OwnLaw(new int[] {2, 3}, 4).logProbabilities(DRAWS, 4);
    // the integral of p^2 (1-p)^2; by the other's value 0 (two) 1/3, by its value 2 (two) 1/3
    double first = (1 / 30.0 + 1 / 3.0 * (1 / 3.0)) / 2;
    // 2! 2! 2! / 6!; two of one of three categories, 2! 2! / 4!, for either value of the other
    double second = (8 / 720.0 + 1 / 6.0 * (1 / 6.0)) / 2;
    assertThat(logs[0]).isEqualTo(Math.log(first), within(1e-12));
    assertThat(logs[1]).isEqualTo(Math.log(second), within(1e-12));
  }

  @Test
  void noDrawsAreCertain() {
    assertThat(new OwnLaw(new int[] {2, 3}, 4).logProbabilities(DRAWS, 0)).containsExactly(0, 0);
  }
}
