// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlpMechanismTest {
  @ParameterizedTest
  @CsvSource({"6, 3, 37", "6, 3, 0", "4, 2, 10", "5, 10, 17"})
  void tableIsTheForwardPass(int dimension, int categories, long parents) {
    MlpMechanism network = MlpMechanism.draw(dimension, categories, KeyedRandom.of(3, "test"));
    ConditionalTable table = network.tabulate(VariableSet.ofMask(parents));

    assertThat(table.rowCount()).isEqualTo((int) Math.pow(categories, Long.bitCount(parents)));
    for (int row = 0; row < table.rowCount(); row++) {
      assertThat(table.row(row))
          .containsExactly(
              forward(network, input(dimension, categories, parents, row)), within(1e-12));
    }
  }

  @Test
  void lawIsThatOfThePaper() {
    MlpMechanism network = MlpMechanism.draw(6, 3, KeyedRandom.of(4, "test"));

    assertThat(network.hiddenWeights()).hasDimensions(24, 18);
    assertThat(network.outputWeights()).hasDimensions(3, 24);
    assertThat(network.hiddenBiases()).hasSize(24);
    assertThat(Arrays.stream(network.hiddenBiases()).max().orElseThrow()).isBetween(0.8, 1.1);
    assertThat(Arrays.stream(network.hiddenBiases()).min().orElseThrow()).isBetween(-1.1, -0.8);
    assertThat(network.outputBiases()).hasSize(3).isNotEqualTo(new double[3]);
    assertThat(MlpMechanism.draw(2, 10, KeyedRandom.of(4, "test")).hiddenWeights())
        .hasDimensions(40, 20);
  }

  @Test
  void refusesTablesThatAreTooLarge() {
    MlpMechanism network = MlpMechanism.draw(14, 3, KeyedRandom.of(1, "test"));

    assertThatThrownBy(() -> network.tabulate(VariableSet.first(13)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a table of 3^13 rows is larger than 1000000 entries");
  }

  /** Concatenated one-hots of all variables, zero for those that are no parents. */
  private static double[] input(int dimension, int categories, long parents, int configuration) {
    double[] input = new double[dimension * categories];
    int radix = 1;
    for (int variable = 0; variable < dimension; variable++) {
      if ((parents >>> variable & 1) != 0) {
        input[variable * categories + configuration / radix % categories] = 1;
        radix *= categories;
      }
    }
    return input;
  }

  private static double[] forward(MlpMechanism network, double[] input) {
    double[] hidden = affine(network.hiddenWeights(), network.hiddenBiases(), input);
    double[] active = Arrays.stream(hidden).map(a -> Math.max(a, 0.1 * a)).toArray();
    double[] logits = affine(network.outputWeights(), network.outputBiases(), active);
    double sum = Arrays.stream(logits).map(Math::exp).sum();
    return Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray();
  }

  private static double[] affine(double[][] weights, double[] biases, double[] input) {
    double[] output = biases.clone();
    for (int i = 0; i < output.length; i++) {
      for (int j = 0; j < input.length; j++) {
        output[i] += weights[i][j] * input[j];
      }
    }
    return output;
  }
}
