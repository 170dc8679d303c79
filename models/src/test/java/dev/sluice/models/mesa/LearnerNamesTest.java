// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.mesa.solve.Chebyshev;
import dev.sluice.models.mesa.solve.ChebyshevConstants;
import dev.sluice.models.mesa.solve.ConjugateGradients;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.solve.Neumann;
import dev.sluice.models.mesa.solve.Preconditioner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerNamesTest {

  static List<Contender> contenders() {
    List<InContextLearner> learners = new ArrayList<>(List.of(Baseline.values()));
    List<Preconditioner> preconditioners =
        new ArrayList<>(
            List.of(
                new GradientStep(0.032),
                new GradientStep(Double.MIN_VALUE),
                new Neumann(0, 0),
                new Neumann(12, 1e-12),
                new ExactRidge(1.0 / 3),
                new ExactRidge(Double.MAX_VALUE),
                new ConjugateGradients(5, 0.25),
                new ConjugateGradients(0, 0.001, false)));
    for (ChebyshevConstants constants : ChebyshevConstants.values()) {
      preconditioners.add(new Chebyshev(constants));
      preconditioners.add(new Chebyshev(constants, 10));
    }
    List<Regression> regressions =
        List.of(
            Regression.onLast(),
            Regression.onDelays(16),
            Regression.onFeatures(),
            Regression.onLast().forgetting(0.95),
            Regression.onLast().ofEverySecond(),
            Regression.onDelays(2).forgetting(1e-3).ofEverySecond());
    for (Preconditioner preconditioner : preconditioners) {
      for (Regression regression : regressions) {
        learners.add(new LeastSquares(regression, preconditioner));
      }
    }
    learners.add(new MesaLayer(0.001));
    learners.add(new MesaLayer(2, 0.99));
    learners.add(new MesaLayer(2, 0.99, false));
    learners.add(new TrueTransition());
    learners.add(new KalmanFilter(15));
    return learners.stream()
        .flatMap(learner -> Stream.of(Contender.causal(learner), Contender.lagged(learner)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("contenders")
  void everyLabelIsRead(Contender contender) {
    assertThat(LearnerNames.parse(contender.label())).isEqualTo(contender);
    assertThat(LearnerNames.parse(contender.label().replace(" released (lagged)", "@lagged")))
        .isEqualTo(contender);
  }

  @ParameterizedTest
  @CsvSource({
    "ridge:1e-3, ridge:0.001",
    "ridge:.001:delays-1:forgetting-1, ridge:0.001",
    "ridge:3:pairs:forgetting-0.9:delays-2, ridge:3.0:delays-2:forgetting-0.9:pairs",
    "chebyshev:linear-7:0.001, chebyshev:linear-7",
    "mesanet:5:1:pairs:from-0, mesanet:5:1.0:from-0:pairs",
    "rls:1:forgetting-1, rls:1.0",
    "copy@lagged, copy released (lagged)"
  })
  void manyWaysSayTheSame(String written, String label) {
    assertThat(LearnerNames.parse(written).label()).isEqualTo(label);
  }

  @Test
  void theUsualAreSixOfDistinctLabels() {
    assertThat(LearnerNames.defaults().stream().map(Contender::label))
        .containsExactly(
            "zero", "copy", "gd:0.032", "chebyshev:linear-7", "rls:0.001", "ridge:0.001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Zero",
        "zero ",
        "zero:",
        "zero:1",
        "gd",
        "gd:",
        "gd:0",
        "gd:-1",
        "gd:NaN",
        "gd:1e999",
        "gd:0x1p3",
        "gd:1d",
        "gd: 1",
        "gd:1,5",
        "gd:1@lagged@lagged",
        "gd:1@causal",
        "neumann:5",
        "neumann:1.5:1",
        "neumann:-1:1",
        "neumann:9999999999:1",
        "chebyshev",
        "chebyshev:linear-5",
        "chebyshev:LINEAR_7",
        "chebyshev:linear-7:-1",
        "ridge:0",
        "ridge:1:delays-0",
        "ridge:1:delays-2:delays-3",
        "ridge:1:delays-",
        "ridge:1:delays-2:features",
        "ridge:1:features:features",
        "ridge:1:forgetting-0",
        "ridge:1:forgetting-1.5",
        "ridge:1:from-0",
        "ridge:1:as-published",
        "rls:1:delays-2",
        "rls:1:pairs",
        "oracle:1",
        "kalman",
        "kalman:0",
        "@lagged"
      })
  void whatIsNoLearnerIsRefusedByName(String label) {
    assertThatThrownBy(() -> LearnerNames.parse(label))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no learner '" + label + "'")
        .hasMessageContaining("; there are zero, copy, gd:RATE,")
        .hasMessageContaining("linear-7|linear-3|partial|nonlinear");
  }

  /** Without forgetting there is no published form of it: a setting without effect is refused. */
  @Test
  void whatWouldHaveNoEffectIsRefused() {
    assertThatThrownBy(() -> LearnerNames.parse("rls:1:as-published"))
        .hasMessageStartingWith("no learner 'rls:1:as-published': ");
  }
}
