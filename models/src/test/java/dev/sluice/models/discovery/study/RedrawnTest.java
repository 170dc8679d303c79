// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RedrawnTest {
  private static final GraphFamily COLLIDER = GraphFamily.parse("collider:5");
  private static final MechanismFamily MECHANISMS = MechanismFamily.parse("dsdi:2");

  @Test
  void onlyMechanismsAreDrawnAnew() {
    GroundTruth truth = GroundTruth.redrawn(COLLIDER, MECHANISMS);
    StructuralCausalModel first = truth.draw().apply(3);
    StructuralCausalModel second = truth.later().draw(3, 2);
    StructuralCausalModel third = truth.later().draw(3, 3);

    assertThat(second.graph()).isEqualTo(first.graph()).isEqualTo(third.graph());
    assertThat(draws(second)).isNotEqualTo(draws(first)).isNotEqualTo(draws(third));
    assertThat(draws(truth.later().draw(3, 2))).isEqualTo(draws(second));
    assertThat(draws(first)).isEqualTo(draws(GroundTruth.of(COLLIDER, MECHANISMS).draw().apply(3)));
  }

  private static List<Double> draws(StructuralCausalModel system) {
    return LongStream.range(0, 50)
        .boxed()
        .flatMap(
            index ->
                Arrays.stream(system.sample(VariableSet.EMPTY, InterventionKind.PERFECT, 1, index))
                    .boxed())
        .toList();
  }

  @Test
  void beliefsGoOnAndDrawsAreForgotten() {
    List<DiscoveryOutcome> redrawn = run(GroundTruth.redrawn(COLLIDER, MECHANISMS), 2);
    List<DiscoveryOutcome> kept = run(GroundTruth.of(COLLIDER, MECHANISMS), 2);

    assertThat(redrawn.get(0).loss()).isEqualTo(kept.get(0).loss());
    assertThat(redrawn.get(0).brier()).isEqualTo(kept.get(0).brier());
    assertThat(redrawn.get(1).brier()).isNotEqualTo(kept.get(1).brier());
    assertThat(redrawn.get(1).entropy()).isLessThan(redrawn.get(0).entropy());
  }

  @Test
  void edgesThatOneSystemHardlyShowsAreFound() {
    List<DiscoveryOutcome> redrawn = run(GroundTruth.redrawn(COLLIDER, MECHANISMS), 8);
    List<DiscoveryOutcome> kept = run(GroundTruth.of(COLLIDER, MECHANISMS), 8);

    assertThat(redrawn.get(7).shd()).isZero();
    assertThat(kept.get(7).shd()).isPositive();
  }

  @Test
  void theYardstickKnowsOneSystemAlone() {
    assertThatThrownBy(() -> settings(GroundTruth.redrawn(COLLIDER, MECHANISMS), StudyMethod.EXACT))
        .hasMessage("methods: exact knows draws of one system, and mechanisms are drawn anew");
  }

  private static List<DiscoveryOutcome> run(GroundTruth truth, int epochs) {
    DiscoveryStudy.Settings one = settings(truth, StudyMethod.DSDI);
    DiscoveryStudy.Settings settings =
        new DiscoveryStudy.Settings(
            one.truths(),
            one.draws(),
            one.methods(),
            one.width(),
            epochs,
            one.epoch(),
            1,
            2,
            DiscoveryStudy.Asked.GRAPH);
    return DiscoveryStudy.run(settings, null, () -> {});
  }

  private static DiscoveryStudy.Settings settings(GroundTruth truth, StudyMethod method) {
    return new DiscoveryStudy.Settings(
        List.of(truth),
        List.of(new DrawCounts(2000, 500)),
        List.of(method),
        StudyMethod.Width.OWN,
        1,
        new Budget(300, 100),
        1);
  }
}
