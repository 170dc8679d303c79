// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.random.OrthogonalMatrix;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;

class NetworkLawTest {
  /** The parents 1 and 3, of ten categories each. */
  private static final int[] PARENTS = {1, 3};

  @Test
  void embeddedIsTheForwardPassOfThePaper() {
    ConditionalLaw law = NetworkLaw.embedded(10, PARENTS, KeyedRandom.of(3, "test"));
    UniformRandomProvider random = KeyedRandom.of(3, "test");
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] embeddings = new double[20][];
    Arrays.setAll(embeddings, row -> normal.samples(4).toArray());
    double[][] hidden = OrthogonalMatrix.draw(48, 8, 2.5, random);
    double[] biases = random.doubles(48, -0.5, 0.5).toArray();
    double[][] outputs = OrthogonalMatrix.draw(10, 48, 2.5, random);

    for (int configuration = 0; configuration < 100; configuration++) {
      int one = configuration % 10;
      int other = configuration / 10;
      double[] input = new double[8];
      System.arraycopy(embeddings[one], 0, input, 0, 4);
      System.arraycopy(embeddings[10 + other], 0, input, 4, 4);
      double[] active = affine(hidden, biases, input);
      Arrays.setAll(active, unit -> Math.max(active[unit], 0.1 * active[unit]));
      double[] logits = affine(outputs, new double[10], active);
      double sum = Arrays.stream(logits).map(Math::exp).sum();
      assertThat(law.probabilities(new double[] {-1, one, -1, other}))
          .containsExactly(
              Arrays.stream(logits).map(logit -> Math.exp(logit) / sum).toArray(), within(1e-12));
    }
  }

  @Test
  void rootIsASoftmaxOfGaussians() {
    ConditionalLaw law = NetworkLaw.embedded(1000, new int[0], KeyedRandom.of(5, "test"));
    double[] logits =
        Arrays.stream(law.probabilities(new double[4])).map(p -> Math.log(p) + 7).toArray();
    double mean = Arrays.stream(logits).average().orElseThrow();

    double variance =
        Arrays.stream(logits).map(x -> (x - mean) * (x - mean)).sum() / (logits.length - 1);
    // of N(0, 1): standard error sqrt(2 / 999), four of them
    assertThat(variance).isCloseTo(1, within(0.18));
    assertThat(Arrays.stream(law.probabilities(new double[4])).sum()).isCloseTo(1, within(1e-12));
  }

  @Test
  void oneHotIsTheNetworkThatIsTabulated() {
    MlpMechanism network = MlpMechanism.draw(5, 3, KeyedRandom.of(4, "test"));
    ConditionalTable table = network.tabulate(VariableSet.of(PARENTS));
    ConditionalLaw law = NetworkLaw.oneHot(3, PARENTS, network);

    for (int configuration = 0; configuration < 9; configuration++) {
      int other = configuration / 3;
      double[] values = {2, configuration % 3, 1, other, 0};
      assertThat(law.probabilities(values))
          .containsExactly(table.row(configuration), within(1e-14));
    }
  }

  @Test
  void zeroesAreNeverDrawn() {
    assertThat(ConditionalLaw.category(new double[] {0, 0.5, 0, 0.5, 0}, 0)).isEqualTo(1);
    assertThat(ConditionalLaw.category(new double[] {0, 0.5, 0, 0.5, 0}, 0.5)).isEqualTo(3);
    // the sum falls short of 1, as sums of decimals do
    double[] short0 = {0.7, 0.2, 0.1 - 1e-12, 0};
    assertThat(ConditionalLaw.category(short0, Math.nextDown(1.0))).isEqualTo(2);
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
