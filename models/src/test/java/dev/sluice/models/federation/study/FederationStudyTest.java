// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.DrawCounts;
import dev.sluice.models.discovery.study.GroundTruth;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FederationStudyTest {
  private static final GroundTruth TRUTH =
      GroundTruth.of(GraphFamily.parse("er:4:1"), MechanismFamily.parse("neural:3"));

  private static FederationStudy.Settings settings(int sites, String split, boolean fresh) {
    return new FederationStudy.Settings(
        List.of(TRUTH),
        List.of(new DrawCounts(60, 10)),
        Arrays.asList(Party.values()),
        sites,
        TargetSplit.parse(split),
        new FederationStudy.Training(
            2,
            2,
            new Budget(5, 4),
            new StudyMethod.Width(8, 16, 4, null),
            fresh,
            SiteWeights.PROXIMITY,
            8),
        2,
        5);
  }

  @Test
  void isAFunctionOfItsSettings() throws Exception {
    FederationStudy.Settings settings = settings(2, "disjoint:2", false);
    AtomicLong steps = new AtomicLong();
    List<FederationOutcome> some =
        FederationStudy.run(settings, steps::incrementAndGet).stream()
            .map(FederationStudyTest::untimed)
            .toList();
    assertThat(steps.get()).isEqualTo(FederationStudy.steps(settings));
    for (int threads = 1; threads <= 2; threads++) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      assertThat(pool.submit(() -> FederationStudy.run(settings, () -> {})).get())
          .map(FederationStudyTest::untimed)
          .isEqualTo(some);
      pool.shutdown();
    }
    assertThat(some).hasSize(2 * (4 + 2) * 2);
    assertThat(some.get(0).party()).isEqualTo(Party.NAIVE);
    assertThat(some.get(0).bytes()).isEqualTo(16 * 4 * 3);
    assertThat(some.get(some.size() - 1).party()).isEqualTo(Party.POOLED);
    assertThat(some).allMatch(outcome -> outcome.acyclicShd() >= 0 && outcome.auroc() <= 1);
  }

  /** Nobody has heard of another in round 1. */
  @Test
  void roundOneOfALoneFederationIsThatOfTheSiteAlone() {
    List<FederationOutcome> outcomes = FederationStudy.run(settings(1, "shared", false), () -> {});
    for (FederationOutcome outcome : outcomes) {
      if (outcome.round() == 1 && outcome.party() != Party.POOLED) {
        FederationOutcome alone =
            outcomes.stream()
                .filter(o -> o.party() == Party.ALONE)
                .filter(o -> o.round() == 1 && o.seed() == outcome.seed())
                .findFirst()
                .orElseThrow();
        assertThat(outcome.shd()).isEqualTo(alone.shd());
        assertThat(outcome.auroc()).isEqualTo(alone.auroc());
      }
    }
  }

  @Test
  void freshNetworksLearnOtherThings() {
    List<Double> warm = aurocs(false);
    assertThat(aurocs(true)).hasSameSizeAs(warm).isNotEqualTo(warm);
  }

  private static List<Double> aurocs(boolean fresh) {
    return FederationStudy.run(settings(2, "overlapping:3", fresh), () -> {}).stream()
        .map(FederationOutcome::auroc)
        .toList();
  }

  @Test
  void refusesSettingsOutOfRange() {
    assertThatThrownBy(() -> settings(3, "disjoint:2", false))
        .hasMessage("split: disjoint:2 of 3 sites needs 6 variables, there are 4");
    assertThatThrownBy(() -> settings(0, "shared", false))
        .hasMessage("sites: must be from 1 to 1024, is 0");
    assertThatThrownBy(() -> settings(1, "overlapping:5", false))
        .hasMessage("split: overlapping:5 of 1 sites needs 5 variables, there are 4");
  }

  private static FederationOutcome untimed(FederationOutcome outcome) {
    return new FederationOutcome(
        outcome.truth(),
        outcome.draws(),
        outcome.variables(),
        outcome.edges(),
        outcome.seed(),
        outcome.party(),
        outcome.site(),
        outcome.round(),
        outcome.shd(),
        outcome.acyclicShd(),
        outcome.auroc(),
        outcome.bytes(),
        0);
  }
}
