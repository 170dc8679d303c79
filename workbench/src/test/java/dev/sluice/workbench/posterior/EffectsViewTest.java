// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.CausalEffect;
import dev.sluice.schemas.EffectProbability;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.FailureReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsViewTest {

  private static EffectsSnapshot.Builder begun() {
    return EffectsSnapshot.newBuilder()
        .setExperimentId("lab")
        .setAsOf(1_700_000_000_000L)
        .setSamples(12_345)
        .setVariables(List.of("A", "B", "C"))
        .setLevels(List.of(0.025, 0.5, 0.975))
        .setEffectMillis(0.84);
  }

  private static CausalEffect slope(String cause, String effect, double mean, double zero) {
    return CausalEffect.newBuilder()
        .setCause(cause)
        .setEffect(effect)
        .setZero(zero)
        .setMean(mean)
        .setStandardDeviation(0.1)
        .setQuantiles(List.of(mean - 0.25, mean, mean + 0.25))
        .build();
  }

  private static EffectProbability probability(double mean) {
    return EffectProbability.newBuilder()
        .setMean(mean)
        .setStandardDeviation(0.01)
        .setQuantiles(List.of(mean - 0.05, mean, mean + 0.05))
        .build();
  }

  @Test
  void theStrongestSlopesComeFirst() {
    EffectsSnapshot snapshot =
        begun()
            .setEffects(
                List.of(
                    slope("A", "B", 0.5, 0),
                    slope("B", "a name that is too long", 0, 1),
                    slope("A", "C", -1.25, 0.304)))
            .build();

    assertThat(EffectsView.lines(snapshot))
        .containsExactly(
            "lab: effects between 3 variables",
            "12,345 samples as of 2023-11-14T22:13:20Z, computed in 0.8 ms",
            "assuming no latent confounders: where there are, these numbers are wrong",
            "",
            "cause -> effect                 mean            95 % interval P(no effect)",
            "A -> C                        -1.250         [-1.500, -1.000]          .30",
            "A -> B                        0.5000         [0.2500, 0.7500]            0",
            "B -> a name that is too ~      0.000        [-0.2500, 0.2500]            1");
  }

  @Test
  void ofTablesTheLargestDifferenceIsShown() {
    CausalEffect table =
        CausalEffect.newBuilder()
            .setCause("A")
            .setEffect("B")
            .setZero(0.25)
            .setDistributions(
                List.of(
                    List.of(probability(0.5), probability(0.5)),
                    List.of(probability(0.8), probability(0.2)),
                    List.of(probability(0.1), probability(0.9))))
            .build();

    assertThat(EffectsView.lines(begun().setEffects(List.of(table)).build()))
        .endsWith(
            "cause -> effect difference  of p(effect), 95 % intervals"
                + "                                  P(no effect)",
            "A -> B                 .70  p(0 | do 2) = .10 [.05, .15]"
                + "   p(0 | do 1) = .80 [.75, .85]            .25");
  }

  @Test
  void onlyTwentyAreShown() {
    List<CausalEffect> effects = new ArrayList<>();
    for (int e = 0; e < 23; e++) {
      effects.add(slope("A", "B" + e, e, 0));
    }

    assertThat(EffectsView.lines(begun().setEffects(effects).build()))
        .hasSize(5 + 20 + 1)
        .endsWith("and 3 more");
  }

  @Test
  void warnsOfGraphsThatCannotBeTrusted() {
    EffectsSnapshot snapshot =
        begun()
            .setGraphs(1000L)
            .setConverged(false)
            .setEffects(List.of(slope("A", "B", 0.5, 0)))
            .build();

    assertThat(EffectsView.lines(snapshot))
        .contains(
            "lab: effects between 3 variables, by 1,000 drawn graphs",
            "NOT CONVERGED: these effects may be wrong");
  }

  @Test
  void saysWhyThereAreNone() {
    EffectsSnapshot snapshot =
        begun()
            .setEffectMillis(null)
            .setFailure("too many")
            .setFailureReason(FailureReason.RECORD_TOO_LARGE)
            .build();

    assertThat(EffectsView.lines(snapshot))
        .containsExactly(
            "lab: effects between 3 variables",
            "12,345 samples as of 2023-11-14T22:13:20Z",
            "assuming no latent confounders: where there are, these numbers are wrong",
            "no results: too many (RECORD_TOO_LARGE)");
  }
}
