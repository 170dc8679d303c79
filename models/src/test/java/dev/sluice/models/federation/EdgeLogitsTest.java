// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class EdgeLogitsTest {

  @Test
  void hasAPlaceForEachPair() {
    EdgeLogits logits = EdgeLogits.zero(5);
    int edges = 0;
    int pairs = 0;
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        if (i != j) {
          assertThat(logits.edge(i, j)).isEqualTo(edges++);
          assertThat(logits.pair(i, j)).isEqualTo(logits.pair(j, i));
        }
        if (i < j) {
          assertThat(logits.pair(i, j)).isEqualTo(pairs++);
        }
      }
    }
    assertThat(edges).isEqualTo(logits.existence().length);
    assertThat(pairs).isEqualTo(logits.orientation().length);
  }

  /** ENCO keeps numbers for a variable with itself, which may be anything: they do not cross. */
  @Test
  void leavesOutTheDiagonal() {
    double[] matrix = {-9e15, 1, 2, -9e15};
    EdgeLogits logits = EdgeLogits.ofMatrices(2, matrix, new double[] {7, 3, -3, 7});
    assertThat(logits.existence()).containsExactly(1, 2);
    assertThat(logits.orientation()).containsExactly(3);
    assertThat(logits.existenceMatrix()).containsExactly(0, 1, 2, 0);
    assertThat(logits.orientationMatrix()).containsExactly(0, 3, -3, 0);
  }

  @Test
  void predictsEdgesWithBothLogitsAboveZero() {
    EdgeLogits logits =
        new EdgeLogits(3, new double[] {1, 1, 1, 1, 1, -1}, new double[] {1, -2, 3});
    assertThat(logits.graph())
        .isDeepEqualTo(
            new boolean[][] {{false, true, false}, {false, false, true}, {true, false, false}});
    assertThat(logits.acyclicGraph())
        .isDeepEqualTo(
            new boolean[][] {{false, false, false}, {false, false, true}, {true, false, false}});
    assertThat(EdgeLogits.zero(2).edges()).isDeepEqualTo(new double[][] {{0, .25}, {.25, 0}});
  }

  @Test
  void addsSubtractsAndClips() {
    EdgeLogits logits = new EdgeLogits(2, new double[] {9, -2}, new double[] {-11});
    assertThat(logits.clipped(8).existence()).containsExactly(8, -2);
    assertThat(logits.clipped(8).orientation()).containsExactly(-8);
    assertThat(logits.isWithin(10)).isFalse();
    assertThat(logits.isWithin(11)).isTrue();
    assertThat(logits.plus(logits).minus(logits).existence()).containsExactly(9, -2);
    assertThat(EdgeLogits.zero(1).isWithin(0)).isTrue();
    EdgeLogits blank = new EdgeLogits(2, new double[] {Double.NaN, 0}, new double[1]);
    assertThat(blank.isWithin(Double.MAX_VALUE)).isFalse();
  }

  @Test
  void refusesOtherNumbersOfPairs() {
    assertThatThrownBy(() -> new EdgeLogits(3, new double[9], new double[3]))
        .hasMessage("9 and 3 logits are not those of the pairs of 3 variables");
    EdgeLogits two = EdgeLogits.zero(2);
    assertThatThrownBy(() -> two.plus(EdgeLogits.zero(3)))
        .hasMessage("logits of 2 variables and of 3");
  }
}
