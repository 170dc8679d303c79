// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkPassTest extends RandomNetworks {
  static Stream<NetworkShape> shapes() {
    Domain categorical = Domain.categorical(2, 3, 5);
    Domain continuous = Domain.continuous(3);
    return Stream.of(
        new NetworkShape(categorical, 8, 0, false, false),
        new NetworkShape(categorical, 8, 1, false, false),
        new NetworkShape(categorical, 4, 2, false, false),
        new NetworkShape(continuous, 8, 1, false, false),
        new NetworkShape(continuous, 8, 1, true, false),
        new NetworkShape(continuous, 8, 0, true, true),
        new NetworkShape(continuous, 4, 2, true, false),
        new NetworkShape(continuous, 12, 1, false, true),
        new NetworkShape(Domain.categorical(2, 1, 3), 8, 1, false, false));
  }

  /** An independent forward pass in doubles, and its central differences. */
  @ParameterizedTest
  @MethodSource("shapes")
  void theGradientIsThatOfTheLoss(NetworkShape shape) {
    float[] weights = weights(shape);
    double[][] draws = draws(shape.domain(), 5);
    long[] masks = {0b110, 0b010, 0b100, 0, 0b110};
    float[] gradient = new float[weights.length];
    NetworkPass pass = new NetworkPass(shape, 5);
    pass.load(weights, 0, Rows.of(shape, draws), new int[] {0, 1, 2, 3, 4});
    pass.sumParents(masks, 1);
    double loss = pass.learn(gradient, 0.5f);

    PlainNetwork plain = new PlainNetwork(shape);
    double[] exact = exact(weights);
    assertThat(loss).isEqualTo(plain.loss(exact, 0, draws, masks), within(1e-4));
    boolean[] frozen = frozen(shape);
    for (int w = 0; w < weights.length; w++) {
      double slope = frozen[w] ? 0 : 0.5 * plain.slope(exact, w, 0, draws, masks);
      assertThat((double) gradient[w]).as("weight %d", w).isEqualTo(slope, within(2e-5));
    }
  }

  /** 70 variables: masks of two words, of which parents are in either or both. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theGradientReachesParentsInTheSecondWord(boolean categorical) {
    int[] categories = new int[70];
    Arrays.fill(categories, 2);
    Domain domain = categorical ? Domain.categorical(categories) : Domain.continuous(70);
    NetworkShape shape = new NetworkShape(domain, 4, 1, true, false);
    float[] weights = weights(shape);
    double[][] draws = draws(domain, 3);
    long[] masks = {1L << 63, 0b100000, 0, 1, 0b1001, 0};
    float[] gradient = new float[weights.length];
    NetworkPass pass = new NetworkPass(shape, 3);
    pass.load(weights, 65, Rows.of(shape, draws), new int[] {0, 1, 2});
    pass.sumParents(masks, 2);
    double loss = pass.learn(gradient, 1);

    PlainNetwork plain = new PlainNetwork(shape);
    double[] exact = exact(weights);
    assertThat(loss).isEqualTo(plain.loss(exact, 65, draws, masks), within(1e-4));
    int[] first = shape.firstWeight();
    for (int w = 0; w < weights.length; w++) {
      boolean own = w >= first[65] && w < first[66];
      double slope = own ? plain.slope(exact, w, 65, draws, masks) : 0;
      assertThat((double) gradient[w]).as("weight %d", w).isEqualTo(slope, within(5e-5));
    }
  }

  /** What a batch with values that are none has left in the room is not seen by the next one. */
  @ParameterizedTest
  @MethodSource("shapes")
  void aBatchLeavesNothingBehind(NetworkShape shape) {
    float[] weights = weights(shape);
    double[][] draws = draws(shape.domain(), 7);
    long[] masks = {0b110, 0b010, 0b100, 0, 0b110};
    float[] broken = weights.clone();
    Arrays.fill(broken, Float.NaN);
    NetworkPass used = new NetworkPass(shape, 7);
    used.load(broken, 0, Rows.of(shape, draws), new int[] {0, 1, 2, 3, 4, 5, 6});
    used.sumParents(new long[7], 1);
    assertThat(used.learn(new float[weights.length], 1)).isNaN();

    for (int batch = 1; batch <= 5; batch++) {
      assertThat(learn(used, shape, weights, draws, Arrays.copyOf(masks, batch)))
          .isEqualTo(
              learn(new NetworkPass(shape, 7), shape, weights, draws, Arrays.copyOf(masks, batch)));
    }
  }

  /** A value a million standard deviations away has a finite loss and gradient. */
  @Test
  void hugeValuesStayFinite() {
    NetworkShape shape = new NetworkShape(Domain.continuous(2), 8, 1, true, false);
    float[] weights = weights(shape);
    float[] gradient = new float[weights.length];
    NetworkPass pass = new NetworkPass(shape, 1);
    pass.load(weights, 0, Rows.of(shape, new double[][] {{1e6, -1e6}}), new int[] {0});
    pass.sumParents(new long[] {0b10}, 1);
    assertThat(pass.learn(gradient, 1)).isFinite();
    for (float slope : gradient) {
      assertThat(slope).isFinite();
    }
  }

  @Test
  void lossesByDrawAddUpToTheirMean() {
    NetworkShape shape = new NetworkShape(Domain.categorical(3, 4, 2), 8, 1, false, false);
    NetworkPass pass = new NetworkPass(shape, 33);
    pass.load(
        weights(shape),
        1,
        Rows.of(shape, draws(shape.domain(), 40)),
        IntStream.range(5, 38).toArray());
    pass.sumParents(new long[33], 1);
    double[] losses = new double[33];
    pass.losses(losses);
    pass.sumParents(new long[33], 1);
    assertThat(pass.meanLoss()).isEqualTo(Arrays.stream(losses).sum() / 33, within(1e-12));
  }

  private static float[] learn(
      NetworkPass pass, NetworkShape shape, float[] weights, double[][] draws, long[] masks) {
    float[] gradient = new float[weights.length];
    pass.load(weights, 0, Rows.of(shape, draws), IntStream.range(0, masks.length).toArray());
    pass.sumParents(masks, 1);
    pass.learn(gradient, 1);
    return gradient;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 63, 64, 127})
  void aBatchIsTheSumOfItsDraws(int batch) {
    NetworkShape shape = new NetworkShape(Domain.categorical(3, 4, 2, 3), 16, 1, false, false);
    float[] weights = weights(shape);
    double[][] draws = draws(shape.domain(), batch);
    long[] masks = random.longs(batch).map(bits -> bits & 0b1101).toArray();
    Rows rows = Rows.of(shape, draws);
    NetworkPass pass = new NetworkPass(shape, 127);
    float[] together = new float[weights.length];
    pass.load(weights, 1, rows, IntStream.range(0, batch).toArray());
    pass.sumParents(masks, 1);
    double loss = pass.learn(together, 1);

    float[] apart = new float[weights.length];
    double sum = 0;
    for (int b = 0; b < batch; b++) {
      pass.load(weights, 1, rows, new int[] {b});
      pass.sumParents(new long[] {masks[b]}, 1);
      sum += pass.learn(apart, 1);
    }
    assertThat(loss).isEqualTo(sum, within(1e-9 + 1e-6 * batch));
    for (int w = 0; w < apart.length; w++) {
      assertThat(together[w]).isEqualTo(apart[w], within(2e-5f * batch));
    }
  }

  /** 70 variables, so that masks have two words. */
  @ParameterizedTest
  @ValueSource(ints = {0, 63, 64, 69})
  void commonAndFurtherParentsAreAllParents(int further) {
    int[] categories = new int[70];
    Arrays.fill(categories, 3);
    NetworkShape shape = new NetworkShape(Domain.categorical(categories), 8, 1, false, false);
    float[] weights = weights(shape);
    Rows rows = Rows.of(shape, draws(shape.domain(), 4));
    int[] batch = {2, 0, 3};
    long[] common = {0b1010, 0b10};
    long[] more = new long[2];
    more[further / Long.SIZE] = 1L << further;
    NetworkPass pass = new NetworkPass(shape, 3);
    pass.load(weights, 5, rows, batch);
    pass.beginCommon(common);
    pass.addFurther(more);
    double split = pass.meanLoss();
    List<Long> all = new ArrayList<>();
    for (int b = 0; b < batch.length; b++) {
      all.add(common[0] | more[0]);
      all.add(common[1] | more[1]);
    }
    pass.load(weights, 5, rows, batch);
    pass.sumParents(all.stream().mapToLong(Long::longValue).toArray(), 2);
    assertThat(split).isEqualTo(pass.meanLoss(), within(1e-5));
  }

  private static double[] exact(float[] weights) {
    double[] exact = new double[weights.length];
    for (int w = 0; w < weights.length; w++) {
      exact[w] = weights[w];
    }
    return exact;
  }
}
