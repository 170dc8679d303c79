// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetBeliefsTest {
  private static final double[][] ROWS = {{0, 0, 0}, {1, 1, 1}};

  private final LearnerState state =
      new LearnerState(
          new long[Layout.counters(3)],
          new float[0],
          new float[0],
          new float[0],
          new double[Layout.graph(3)]);
  private final TargetBeliefs beliefs = new TargetBeliefs(3, state);

  private static Regime unknown(String label) {
    return new Regime(null, label, ROWS);
  }

  @Test
  void anOrderOfInterventionsThatIsAnotherKeepsThem() {
    beliefs.align(List.of(unknown("a"), unknown("b"), unknown("c")));
    for (int r = 0; r < 3; r++) {
      beliefs.step(r, r, -1, new RmsProp(0.1 * (r + 1)));
    }
    double[][] before = beliefs.matrix();
    assertThat(before[0][0]).isBetween(0.5, before[1][1]);

    Regime known = new Regime(VariableSet.of(0, 2), null, ROWS);
    beliefs.align(List.of(unknown("first"), unknown("c"), known, unknown("a"), unknown("b")));
    assertThat(beliefs.matrix())
        .isDeepEqualTo(
            new double[][] {{0.5, 0.5, 0.5}, before[2], {1, 0, 1}, before[0], before[1]});
    beliefs.align(List.of(known));
    assertThat(beliefs.matrix()).isNull();
  }
}
