// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiscoveryStudyTest {
  private static final StudyMethod.Width SMALL = new StudyMethod.Width(8, 32, 4, null);

  /** Knows the truth, as far as chains of three go. */
  private static final Yardstick ALL_KNOWING =
      new Yardstick() {
        @Override
        public boolean reaches(int variables) {
          return variables <= 3;
        }

        @Override
        public Marginals of(TrainingData data) {
          double[][] edges = new double[3][3];
          edges[0][1] = 1;
          return new Marginals(edges, GraphFamily.parse("chain:3").draw(1));
        }
      };

  @Test
  void outcomesAreFunctionsOfTheSettings() {
    DiscoveryStudy.Settings settings = settings(List.of("chain:3", "chain:4"), 2, 2);
    AtomicLong steps = new AtomicLong();

    List<DiscoveryOutcome> outcomes =
        DiscoveryStudy.run(settings, ALL_KNOWING, steps::incrementAndGet);

    assertThat(steps).hasValue(DiscoveryStudy.steps(settings)).hasValue(2 * 2 * 2 * (1 + 2));
    // the yardstick does not reach chains of 4
    assertThat(outcomes).hasSize(2 * 2 * (1 + 2) + 2 * 2 * 2);
    assertThat(
            outcomes.stream().map(o -> o.truth() + o.draws() + o.seed() + o.method() + o.epoch()))
        .doesNotHaveDuplicates()
        .startsWith(
            "chain:3DrawCounts[observations=100, interventions=10]1EXACT0",
            "chain:3DrawCounts[observations=100, interventions=10]1ENCO1",
            "chain:3DrawCounts[observations=100, interventions=10]1ENCO2",
            "chain:3DrawCounts[observations=100, interventions=10]2EXACT0");
    List<DiscoveryOutcome> again = DiscoveryStudy.run(settings, ALL_KNOWING, () -> {});
    assertThat(again.stream().map(DiscoveryStudyTest::withoutSeconds))
        .containsExactlyElementsOf(
            outcomes.stream().map(DiscoveryStudyTest::withoutSeconds).toList());
    assertThat(outcomes).allSatisfy(o -> assertThat(o.seconds()).isGreaterThanOrEqualTo(0));
  }

  @Test
  void laterSeedsAreThoseOfALongerStudy() {
    DiscoveryStudy.Settings two = settings(List.of("chain:3"), 2, 2);
    DiscoveryStudy.Settings second =
        new DiscoveryStudy.Settings(
            two.truths(),
            two.draws(),
            two.methods(),
            SMALL,
            2,
            two.epoch(),
            1,
            2,
            DiscoveryStudy.Asked.GRAPH);

    assertThat(
            DiscoveryStudy.run(second, ALL_KNOWING, () -> {}).stream()
                .map(DiscoveryStudyTest::withoutSeconds))
        .containsExactlyElementsOf(
            DiscoveryStudy.run(two, ALL_KNOWING, () -> {}).stream()
                .filter(outcome -> outcome.seed() == 2)
                .map(DiscoveryStudyTest::withoutSeconds)
                .toList());
  }

  @Test
  void everyMethodIsMeasuredByTruthAndYardstick() {
    DiscoveryStudy.Settings settings = settings(List.of("chain:3"), 1, 1);

    List<DiscoveryOutcome> outcomes = DiscoveryStudy.run(settings, ALL_KNOWING, () -> {});

    DiscoveryOutcome exact = outcomes.get(0);
    assertThat(exact.method()).isEqualTo(StudyMethod.EXACT);
    assertThat(exact.shd()).isZero(); // its graph is the truth
    assertThat(exact.distance()).isZero();
    assertThat(exact.entropy()).isZero();
    assertThat(exact.loss()).isNaN();
    DiscoveryOutcome enco = outcomes.get(1);
    assertThat(enco.distance()).isBetween(0.1, 0.5); // beliefs begin at 1/4
    assertThat(enco.loss()).isPositive();
    assertThat(enco.failure()).isNull();
  }

  @Test
  void aMethodThatFailsSaysSoAndTheOthersGoOn() {
    Yardstick failing =
        new Yardstick() {
          @Override
          public boolean reaches(int variables) {
            return true;
          }

          @Override
          public Marginals of(TrainingData data) {
            throw new ArithmeticException("no scale");
          }
        };

    List<DiscoveryOutcome> outcomes =
        DiscoveryStudy.run(settings(List.of("chain:3"), 1, 1), failing, () -> {});

    assertThat(outcomes).extracting(DiscoveryOutcome::failure).containsExactly("no scale", null);
    assertThat(outcomes.get(0).shd()).isNaN();
    assertThat(outcomes.get(1).distance()).isNaN();
    assertThat(outcomes.get(1).shd()).isNotNaN();
  }

  @Test
  void settingsHaveRanges() {
    assertThatThrownBy(() -> settings(List.of("chain:3"), 0, 1))
        .hasMessage("epochs: must be at least 1, is 0");
    assertThatThrownBy(() -> settings(List.of("chain:3"), 1, 0))
        .hasMessage("seeds: must be at least 1, is 0");
    assertThatThrownBy(() -> settings(List.of(), 1, 1)).hasMessage("graphs: none are given");
    assertThatThrownBy(() -> new StudyMethod.Width(8, 32, 1, null))
        .hasMessage("sampledGraphs: must be at least 2, is 1");
    assertThatThrownBy(() -> new StudyMethod.Width(null, null, null, Double.NaN))
        .hasMessage("sparsity: must be at least 0, is NaN");
  }

  private static String withoutSeconds(DiscoveryOutcome outcome) {
    return outcome.toString().replaceFirst("seconds=[^,]*", "");
  }

  private static DiscoveryStudy.Settings settings(List<String> graphs, int epochs, int seeds) {
    MechanismFamily mechanisms = MechanismFamily.parse("categorical:2");
    return new DiscoveryStudy.Settings(
        graphs.stream().map(g -> GroundTruth.of(GraphFamily.parse(g), mechanisms)).toList(),
        epochs == 1
            ? List.of(new DrawCounts(100, 10))
            : List.of(new DrawCounts(100, 10), new DrawCounts(50, 0)),
        List.of(StudyMethod.ENCO, StudyMethod.EXACT),
        SMALL,
        epochs,
        new Budget(5, 3),
        seeds);
  }
}
