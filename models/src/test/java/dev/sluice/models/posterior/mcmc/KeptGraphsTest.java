// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Here the graph at a look is the number of the look. */
class KeptGraphsTest {

  /** However long the chain, those after the burn-in are enough, and never many more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 50})
  void areAsManyAsWantedAndEquallyFarApart(int wanted) {
    KeptGraphs graphs = new KeptGraphs(wanted);
    long[] graph = new long[1];
    for (int look = 1; look <= 2000; look++) {
      graph[0] = look;
      graphs.look(graph);
      int burnIn = look / 3;
      List<long[]> after = graphs.after(burnIn);
      assertThat(after).hasSizeBetween(Math.min(wanted, look - burnIn), 3 * wanted + 4);
      long apart = after.size() < 2 ? 1 : after.get(1)[0] - after.get(0)[0];
      for (int i = 0; i < after.size(); i++) {
        assertThat(after.get(i)[0]).isEqualTo(after.get(0)[0] + i * apart);
      }
      if (after.size() > 1) {
        assertThat(after.get(0)[0]).isBetween(burnIn + 1L, burnIn + apart);
        assertThat(after.get(after.size() - 1)[0]).isBetween(look - apart + 1, (long) look);
      }
    }
  }

  @Test
  void areNoneIfNoneIsWanted() {
    KeptGraphs graphs = new KeptGraphs(0);
    graphs.look(new long[] {1});
    assertThat(graphs.after(0)).isEmpty();
    assertThat(KeptGraphs.bytes(200, 0)).isZero();
  }
}
