// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static dev.sluice.models.scm.InterventionKind.PERFECT;
import static dev.sluice.models.scm.InterventionKind.SOFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CategoricalModelTest {
  /** 2 -> 1, 0 -> 1, 1 -> 3. */
  private static final Dag GRAPH = Dag.ofEdges(4, new int[][] {{2, 1}, {0, 1}, {1, 3}});

  private static final CategoricalModel MODEL = CategoricalModel.draw(GRAPH, 3, 5);
  private static final int DRAWS = 60_000;

  @Test
  void valuesAreCategories() {
    for (int draw = 0; draw < 1000; draw++) {
      double[] values = MODEL.sample(0, PERFECT, 1, draw);

      assertThat(Arrays.stream(values).boxed()).hasSize(4).isSubsetOf(0.0, 1.0, 2.0);
    }
  }

  @Test
  void mechanismsFollowTheirTables() {
    int[][] counts = countsGivenParents(0, PERFECT);

    for (int configuration = 0; configuration < 9; configuration++) {
      assertFrequencies(counts[configuration], MODEL.table(1).row(configuration));
    }
  }

  @Test
  void perfectInterventionIsUniformWhateverTheParents() {
    int[][] counts = countsGivenParents(1L << 1, PERFECT);

    for (int configuration = 0; configuration < 9; configuration++) {
      assertFrequencies(counts[configuration], new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0});
    }
  }

  @Test
  void softInterventionMovesTheCategoryOneUp() {
    for (int draw = 0; draw < 1000; draw++) {
      double[] observed = MODEL.sample(0, SOFT, 3, draw);
      double[] intervened = MODEL.sample(1L << 1, SOFT, 3, draw);

      assertThat(intervened[1]).isEqualTo((observed[1] + 1) % 3);
      assertThat(intervened[0]).isEqualTo(observed[0]);
      assertThat(intervened[2]).isEqualTo(observed[2]);
    }
  }

  @Test
  void sampleIsAFunctionOfItsArguments() {
    double[] before = MODEL.sample(4, PERFECT, 7, 1000);
    MODEL.sample(4, PERFECT, 7, 999);

    assertThat(MODEL.sample(4, PERFECT, 7, 1000)).isEqualTo(before);
  }

  @Test
  void numbersOfASeedNeverChange() {
    assertThat(MODEL.table(1).row(0))
        .containsExactly(
            new double[] {0.18869494862470076, 0.3159271054614945, 0.49537794591380474},
            within(1e-12));
    assertThat(MODEL.sample(0, PERFECT, 1, 0)).containsExactly(1, 2, 0, 1);
    assertThat(MODEL.sample(0, PERFECT, 1, 1)).containsExactly(1, 1, 0, 1);
    assertThat(MODEL.sample(0, PERFECT, 1, 2)).containsExactly(1, 1, 2, 0);
    assertThat(MODEL.sample(1L << 1, PERFECT, 1, 2)).containsExactly(1, 2, 2, 0);
  }

  @Test
  void targetsMustBeVariables() {
    assertThatThrownBy(() -> MODEL.sample(1L << 4, PERFECT, 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("target 4 is not one of the 4 variables");
  }

  /** [3 x_2 + x_0][x_1]: draws by the parents of variable 1. */
  private static int[][] countsGivenParents(long targets, InterventionKind kind) {
    int[][] counts = new int[9][3];
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] x = MODEL.sample(targets, kind, 21, draw);
      counts[(int) (x[0] + 3 * x[2])][(int) x[1]]++;
    }
    return counts;
  }

  /** At 4.5 standard errors of a binomial. */
  private static void assertFrequencies(int[] counts, double[] probabilities) {
    double total = counts[0] + counts[1] + counts[2];
    for (int k = 0; k < 3; k++) {
      double p = probabilities[k];
      double margin = 4.5 * Math.sqrt(p * (1 - p) / total);
      assertThat(counts[k] / total).isBetween(p - margin, p + margin);
    }
  }
}
