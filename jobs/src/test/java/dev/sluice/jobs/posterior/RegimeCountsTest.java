// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RegimeCountsTest {

  private static final int VARIABLES = 12;

  @Test
  void fewRegimesAreAllListed() {
    Map<String, Long> samples = Map.of("", 3L, "A", 5L, "A,B", 3L);

    RegimeCounts counts = RegimeCounts.of(samples);

    assertThat(counts.listed())
        .containsExactly(Map.entry("A", 5L), Map.entry("", 3L), Map.entry("A,B", 3L));
    assertThat(counts.otherRegimes()).isZero();
    assertThat(counts.otherSamples()).isZero();
    assertThat(RegimeCounts.of(Map.of())).isEqualTo(new RegimeCounts(Map.of(), 0, 0));
  }

  @Test
  void theLargestOfManyAreListedAndTheOthersCounted() {
    Map<String, Long> samples = new HashMap<>();
    for (int r = 0; r < 1000; r++) {
      samples.put("r%03d".formatted(r), r < 900 ? 2L : 3L + r % 10);
    }

    RegimeCounts counts = RegimeCounts.of(samples);

    List<String> expected = new ArrayList<>();
    for (int digit = 9; expected.size() < RegimeCounts.MOST; digit--) {
      for (int r = 900 + digit; r < 1000 && expected.size() < RegimeCounts.MOST; r += 10) {
        expected.add("r" + r);
      }
    }
    assertThat(counts.listed().keySet()).containsExactlyElementsOf(expected);
    assertThat(counts.otherRegimes()).isEqualTo(936);
    // 900 of 2, and of the 100 regimes of 3 to 12 samples those of 3 to 5, and 6 of those of 6.
    assertThat(counts.otherSamples()).isEqualTo(1800 + 10 * (3 + 4 + 5) + 6 * 6);
  }

  @Test
  void asManyRegimesAsSetsOfVariablesFitIntoASnapshot() {
    List<Variable> variables =
        IntStream.range(0, VARIABLES)
            .mapToObj(v -> new Variable("v" + v, VariableKind.CATEGORICAL, 2))
            .toList();
    Declaration declaration =
        Declaration.of(
                Experiment.newBuilder().setExperimentId("e").setVariables(variables).build(), 1, 0)
            .record();
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int targets = 0; targets < 1 << VARIABLES; targets++) {
      for (int copy = 0; copy < (targets < 10 ? 2 : 1); copy++) {
        statistics.observe(declaration.domain(), row(targets), VariableSet.ofMask(targets), 1.0);
      }
    }

    RefreshRequest request = new RefreshRequest(declaration, statistics, 500, null);
    PosteriorSnapshot snapshot =
        Refresh.of(new ByMethod(InferenceSettings.defaults())).compute(request, null).snapshot();

    assertThat(snapshot.getSamples()).isEqualTo(4096 + 10);
    assertThat(snapshot.getSamplesByRegime()).hasSize(64).containsEntry("v0,v3", 2L);
    assertThat(snapshot.getSamplesByRegime().keySet().stream().limit(10))
        .containsExactly(
            "", "v0", "v0,v1", "v0,v1,v2", "v0,v2", "v0,v3", "v1", "v1,v2", "v2", "v3");
    assertThat(snapshot.getOtherRegimes()).isEqualTo(4096 - 64);
    assertThat(snapshot.getOtherRegimeSamples()).isEqualTo(4096 - 64);
  }

  private static double[] row(int targets) {
    return IntStream.range(0, VARIABLES)
        .mapToDouble(v -> Integer.bitCount(targets & (0b1011 << v)) & 1)
        .toArray();
  }
}
