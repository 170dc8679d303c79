// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.Rows;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Networks as mechanisms: with the parents that a graph gives them. For one thread. */
final class LearnedMechanisms {
  private final LearnedNetworks networks;
  private final NetworkPass pass;
  private final int words;
  private final int room;

  /** With room for so many draws at once. */
  LearnedMechanisms(LearnedNetworks networks, int rows) {
    this.networks = networks;
    room = rows;
    pass = new NetworkPass(networks.shape(), rows);
    words = (domain().dimension() + Long.SIZE - 1) / Long.SIZE;
  }

  Domain domain() {
    return networks.shape().domain();
  }

  /**
   * Draws a variable.
   *
   * @param draws in which its parents are drawn already
   * @param chance by draw, see {@link NetworkPass#values}
   */
  void draw(int variable, VariableSet parents, double[][] draws, double[] chance) {
    load(variable, parents, draws);
    double[] values = new double[draws.length];
    pass.values(chance, values);
    boolean categorical = domain().isCategorical();
    for (int r = 0; r < draws.length; r++) {
      draws[r][variable] =
          categorical
              ? values[r]
              : networks.origin()[variable] + networks.scale()[variable] * values[r];
    }
  }

  /** ln p(variable given its parents) of each draw, in the variable's own unit. */
  double[] logDensities(int variable, VariableSet parents, double[][] draws) {
    load(variable, parents, draws);
    double[] losses = new double[draws.length];
    pass.losses(losses);
    double unit = domain().isCategorical() ? 0 : StrictMath.log(networks.scale()[variable]);
    return Arrays.stream(losses).map(loss -> -loss - unit).toArray();
  }

  private void load(int variable, VariableSet parents, double[][] draws) {
    if (draws.length > room) {
      throw new IllegalArgumentException(
          "rows: there is room for %d, not %d".formatted(room, draws.length));
    }
    Rows rows = networks.rows(draws);
    pass.load(networks.weights(), variable, rows, IntStream.range(0, draws.length).toArray());
    pass.beginCommon(Arrays.copyOf(parents.words(), words));
    pass.addFurther(new long[words]);
  }
}
