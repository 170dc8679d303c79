// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural.conditional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctRowsTest extends RandomNetworks {
  /** Draws that agree in the parents are evaluated once; 6 configurations, 4, 3, 12 or 1. */
  @ParameterizedTest
  @ValueSource(longs = {0b0110, 0b1100, 0b0010, 0b1110, 0})
  void drawsThatAgreeHaveTheirOwnLosses(long parents) {
    NetworkShape shape = new NetworkShape(Domain.categorical(4, 3, 2, 2), 8, 1, false, false);
    float[] weights = weights(shape);
    int batch = 61;
    Rows rows = Rows.of(shape, draws(shape.domain(), batch));
    NetworkPass pass = new NetworkPass(shape, 64);
    pass.load(weights, 0, rows, IntStream.range(0, batch).toArray());
    for (long common : new long[] {0, parents & -parents}) {
      pass.beginCommon(new long[] {common});
      pass.addFurther(new long[] {parents & ~common});
      double[] losses = new double[batch];
      pass.losses(losses);
      pass.addFurther(new long[] {parents & ~common});
      double mean = pass.meanLoss();
      double sum = 0;
      NetworkPass single = new NetworkPass(shape, 1);
      for (int b = 0; b < batch; b++) {
        single.load(weights, 0, rows, new int[] {b});
        single.sumParents(new long[] {parents}, 1);
        double loss = single.meanLoss();
        assertThat(losses[b]).isEqualTo(loss, within(1e-6));
        sum += loss;
      }
      assertThat(mean).isEqualTo(sum / batch, within(1e-6));
    }
  }

  /** What a smaller batch has learned does not depend on what was evaluated before it. */
  @Test
  void aPassThatSummedForDistinctDrawsSumsForEachAgain() {
    NetworkShape shape = new NetworkShape(Domain.categorical(4, 3, 2), 8, 1, false, false);
    float[] weights = weights(shape);
    Rows rows = Rows.of(shape, draws(shape.domain(), 20));
    int[] all = IntStream.range(0, 20).toArray();
    long[] masks = random.longs(20).map(bits -> bits & 0b110).toArray();
    NetworkPass used = new NetworkPass(shape, 20);
    used.load(weights, 0, rows, all);
    used.beginCommon(new long[1]);
    used.addFurther(new long[] {0b010});
    double before = used.meanLoss();
    NetworkPass fresh = new NetworkPass(shape, 20);
    float[] ofUsed = new float[weights.length];
    float[] ofFresh = new float[weights.length];
    used.sumParents(masks, 1);
    fresh.load(weights, 0, rows, all);
    fresh.sumParents(masks, 1);
    assertThat(used.learn(ofUsed, 1)).isEqualTo(fresh.learn(ofFresh, 1)).isNotEqualTo(before);
    assertThat(ofUsed).isEqualTo(ofFresh);
  }
}
