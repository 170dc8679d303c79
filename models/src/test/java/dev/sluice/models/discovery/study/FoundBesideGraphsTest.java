// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a study counts beside graphs. */
class FoundBesideGraphsTest {
  private static final GraphFamily CHAIN = GraphFamily.parse("chain:4");
  private static final MechanismFamily MECHANISMS = MechanismFamily.parse("categorical:3");

  private static EdgeBeliefs scored(double[][] scores) {
    boolean[][] none = new boolean[3][3];
    return new EdgeBeliefs(new double[3][3], null, null, none, none, scores, null);
  }

  @Test
  void pairsAreFlaggedFromTheThresholdOn() {
    EdgeBeliefs beliefs = scored(new double[][] {{0, .35, .9}, {.35, 0, .349}, {.9, .349, 0}});

    int[][] pairs = {{0, 1}, {1, 2}};
    assertThat(PairsFlagged.of(beliefs, pairs, new double[] {.01, .0099}))
        .isEqualTo(new PairsFlagged(1, 2, 1, 1, 1, 1));
    assertThat(PairsFlagged.of(beliefs, pairs, new double[] {Double.NaN, .02}))
        .isEqualTo(new PairsFlagged(1, 2, 1, 1, 0, 1));
    assertThat(PairsFlagged.of(beliefs, new int[0][], new double[0]))
        .isEqualTo(new PairsFlagged(0, 0, 2, 3, 0, 0));
    assertThat(PairsFlagged.of(scored(null), pairs, new double[2])).isNull();
  }

  @Test
  void aTargetIsRightIfNoOtherVariableIsAsLikely() {
    double[][] beliefs = {{.2, .5, .3}, {.4, .4, .2}, {.1, .2, .7}, {.3, .3, .4}};

    assertThat(TargetsPredicted.of(beliefs, List.of("1", "0", "0", "2")))
        .isEqualTo(new TargetsPredicted(2, 4));
    assertThat(TargetsPredicted.of(null, List.of())).isNull();
  }

  @Test
  void targetsThatNobodyTellsAreFoundOut() {
    DiscoveryOutcome outcome =
        run(
            GroundTruth.of(CHAIN, MECHANISMS),
            StudyMethod.DSDI,
            new Budget(600, 40),
            new DiscoveryStudy.Asked(false, true));

    assertThat(outcome.targets()).isEqualTo(new TargetsPredicted(4, 4));
    assertThat(outcome.flagged()).isNull();
  }

  @Test
  void pairsAreCountedWhereLatentCausesAreLookedFor() {
    GroundTruth truth = GroundTruth.withCommonCauses(CHAIN, MECHANISMS, 2);
    Budget budget = new Budget(20, 10);

    assertThat(run(truth, StudyMethod.ENCO, budget, new DiscoveryStudy.Asked(true, false)))
        .extracting(DiscoveryOutcome::flagged, DiscoveryOutcome::targets)
        .containsExactly(new PairsFlagged(0, 2, 0, 4, 0, 0), null);
    assertThat(run(truth, StudyMethod.ENCO, budget, DiscoveryStudy.Asked.GRAPH).flagged()).isNull();
    assertThat(run(truth, StudyMethod.DSDI, budget, new DiscoveryStudy.Asked(true, false)))
        .extracting(DiscoveryOutcome::flagged, DiscoveryOutcome::targets)
        .containsExactly(null, null);
  }

  @Test
  void encoIsNotAskedForUnknownTargets() {
    assertThatThrownBy(
            () ->
                run(
                    GroundTruth.of(CHAIN, MECHANISMS),
                    StudyMethod.ENCO,
                    Budget.EPOCH,
                    new DiscoveryStudy.Asked(false, true)))
        .hasMessage("methods: enco learns nothing from unknown interventions");
  }

  private static DiscoveryOutcome run(
      GroundTruth truth, StudyMethod method, Budget budget, DiscoveryStudy.Asked asked) {
    DiscoveryStudy.Settings settings =
        new DiscoveryStudy.Settings(
            List.of(truth),
            List.of(new DrawCounts(1000, 300)),
            List.of(method),
            StudyMethod.Width.OWN,
            1,
            budget,
            1,
            1,
            asked);
    return DiscoveryStudy.run(settings, null, () -> {}).get(0);
  }
}
