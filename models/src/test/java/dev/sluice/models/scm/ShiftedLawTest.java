// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static dev.sluice.models.scm.InterventionKind.PERFECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the law of every family, and for its shifts. */
class ShiftedLawTest {
  /** 2 -> 1, 0 -> 1, 1 -> 3. */
  private static final Dag GRAPH = Dag.ofEdges(4, new int[][] {{2, 1}, {0, 1}, {1, 3}});

  private static final long TARGETS = 1L << 1 | 1L << 2;

  @ParameterizedTest
  @ValueSource(strings = {"categorical:3", "dirichlet:3", "mlp:3", "mlp:2"})
  void lawSumsToOne(String family) {
    StructuralCausalModel model = draw(family);
    StructuralCausalModel shifted = model.redrawn(VariableSet.ofMask(TARGETS), 9);

    for (StructuralCausalModel law :
        new StructuralCausalModel[] {
          model, shifted, model.intervened(VariableSet.ofMask(TARGETS)), model.blend(shifted, 0.3)
        }) {
      assertThat(Arrays.stream(ExactLaw.of(law).probabilities()).sum()).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical:3", "mlp:3"})
  void samplesFollowTheLaw(String family) {
    StructuralCausalModel law =
        draw(family).blend(draw(family).redrawn(VariableSet.ofMask(TARGETS), 9), 0.4);
    ExactLaw exact = ExactLaw.of(law);
    int draws = 50_000;
    double[] frequencies = new double[81];
    for (int draw = 0; draw < draws; draw++) {
      double[] x = law.sample(0, PERFECT, 8, draw);
      frequencies[(int) (x[0] + 3 * x[1] + 9 * x[2] + 27 * x[3])] += 1.0 / draws;
    }

    for (int c = 0; c < 81; c++) {
      double p = exact.probabilities()[c];
      assertThat(frequencies[c]).isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / draws)));
    }
  }

  @Test
  void lossesAreThoseOfTheTables() {
    CategoricalModel model = CategoricalModel.draw(GRAPH, 3, 5);

    double[] losses = model.losses(new double[] {2, 1, 0, 2});

    assertThat(losses)
        .containsExactly(
            -Math.log(model.table(0).row(0)[2]),
            -Math.log(model.table(1).row(2)[1]),
            -Math.log(model.table(2).row(0)[0]),
            -Math.log(model.table(3).row(1)[2]));
  }

  @Test
  void entropyIsThatOfTheChainRule() {
    CategoricalModel model = CategoricalModel.draw(Dag.ofEdges(2, new int[][] {{0, 1}}), 3, 5);
    double[] cause = model.table(0).row(0);
    double expected = entropy(cause);
    for (int k = 0; k < 3; k++) {
      expected += cause[k] * entropy(model.table(1).row(k));
    }

    assertThat(model.entropy()).isCloseTo(expected, within(1e-12));
    assertThat(model.intervened(VariableSet.ofMask(3)).entropy())
        .isCloseTo(2 * Math.log(3), within(1e-12));
  }

  @Test
  void entropyOfTooManyConfigurationsIsUnknown() {
    Dag none = Dag.empty(20);
    StructuralCausalModel large = CategoricalModel.draw(none, 2, 1);

    assertThat(large.entropy()).isNaN();
    assertThatThrownBy(() -> ExactLaw.of(large))
        .hasMessage("a law of 1048576 configurations cannot be enumerated, at most 1000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical:3", "dirichlet:3", "mlp:3", "linear-gaussian"})
  void onlyTargetsAreRedrawn(String family) {
    StructuralCausalModel model = draw(family);
    StructuralCausalModel redrawn = model.redrawn(VariableSet.ofMask(TARGETS), 9);
    double[] x = {1, 2, 0, 1};

    double[] before = model.losses(x);
    double[] after = redrawn.losses(x);

    assertThat(after[0]).isEqualTo(before[0]);
    assertThat(after[3]).isEqualTo(before[3]);
    assertThat(after[1]).isNotEqualTo(before[1]);
    assertThat(after[2]).isNotEqualTo(before[2]);
    assertThat(redrawn.losses(x))
        .isEqualTo(model.redrawn(VariableSet.ofMask(TARGETS), 9).losses(x));
    assertThat(redrawn.losses(x))
        .isNotEqualTo(model.redrawn(VariableSet.ofMask(TARGETS), 10).losses(x));
    assertThat(model.redrawn(VariableSet.ofMask(TARGETS), 5).losses(x)[1])
        .isNotEqualTo(before[1]); // its own seed
    assertThat(redrawn.graph()).isEqualTo(GRAPH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical:3", "dirichlet:3", "mlp:3", "linear-gaussian"})
  void intervenedIsTheLawOfPerfectInterventions(String family) {
    StructuralCausalModel model = draw(family);
    StructuralCausalModel intervened = model.intervened(VariableSet.ofMask(TARGETS));

    for (int draw = 0; draw < 200; draw++) {
      double[] x = model.sample(TARGETS, PERFECT, 3, draw);
      double[] same = intervened.sample(0, PERFECT, 3, draw);

      assertThat(same).containsExactly(x, within(1e-12));
    }
  }

  @Test
  void intervenedLosses() {
    double[] x = {1, 2, 0, 1};

    assertThat(draw("mlp:3").intervened(VariableSet.ofMask(TARGETS)).losses(x)[1])
        .isCloseTo(Math.log(3), within(1e-12));
    assertThat(draw("linear-gaussian").intervened(VariableSet.ofMask(TARGETS)).losses(x)[1])
        .isCloseTo(0.5 * Math.log(2 * Math.PI * 4) + 4 / 8.0, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical:3", "dirichlet:3", "mlp:3", "linear-gaussian"})
  void blendLossesAreThoseOfTheMixture(String family) {
    StructuralCausalModel model = draw(family);
    StructuralCausalModel other = model.redrawn(VariableSet.ofMask(TARGETS), 9);
    double[] x = {1, 2, 0, 1};
    double[] a = model.losses(x);
    double[] b = other.losses(x);

    double[] mixed = model.blend(other, 0.25).losses(x);

    for (int i = 0; i < 4; i++) {
      assertThat(mixed[i])
          .isCloseTo(-Math.log(0.75 * Math.exp(-a[i]) + 0.25 * Math.exp(-b[i])), within(1e-12));
    }
    assertThat(model.blend(other, 0).losses(x)).isEqualTo(a);
    assertThat(model.blend(other, 1).losses(x)).isEqualTo(b);
  }

  @Test
  void blendsOfOtherGraphsAreRefused() {
    StructuralCausalModel model = draw("mlp:3");

    assertThatThrownBy(() -> model.blend(draw("mlp:2"), 0.5))
        .hasMessage("only models of the same graph and variables blend");
    assertThatThrownBy(() -> model.blend(draw("linear-gaussian"), 0.5))
        .hasMessage("only models of the same graph and variables blend");
    assertThatThrownBy(() -> model.blend(model, 1.5)).hasMessage("weight must be 0 to 1, not 1.5");
  }

  @Test
  void gaussianLossesAndEntropy() {
    LinearGaussianModel model = LinearGaussianModel.draw(GRAPH, 11);
    double[] x = {1, 2, -1, 0.5};
    double residual = 2 - model.weight(0, 1) + model.weight(2, 1);

    assertThat(model.losses(x)[1])
        .isCloseTo(0.5 * Math.log(2 * Math.PI) + residual * residual / 2, within(1e-12));
    assertThat(model.entropy()).isCloseTo(2 * Math.log(2 * Math.PI * Math.E), within(1e-12));
    assertThat(model.intervened(VariableSet.ofMask(TARGETS)).entropy())
        .isCloseTo(2 * Math.log(2 * Math.PI * Math.E) + 2 * Math.log(2), within(1e-12));
    assertThat(model.blend(model.redrawn(VariableSet.ofMask(1), 1), 0.5).entropy()).isNaN();
  }

  @Test
  void redrawnGaussianRootsMove() {
    LinearGaussianModel model = LinearGaussianModel.draw(GRAPH, 11);
    LinearGaussianModel redrawn = model.redrawn(VariableSet.ofMask(1), 2);

    double moved = redrawn.sample(0, PERFECT, 1, 0)[0] - model.sample(0, PERFECT, 1, 0)[0];

    assertThat(Math.abs(moved)).isCloseTo(2, within(1e-12));
  }

  @Test
  void meanLossOfGaussianBlendIsItsEntropyPerSample() {
    StructuralCausalModel model = draw("linear-gaussian");
    StructuralCausalModel law = model.blend(model.redrawn(VariableSet.ofMask(1), 2), 0.5);
    double sum = 0;
    int draws = 40_000;
    for (int draw = 0; draw < draws; draw++) {
      sum += law.losses(law.sample(0, PERFECT, 4, draw))[0];
    }

    // entropy of an even mixture of N(0, 1) and N(2, 1) by a Riemann sum
    double entropy = 0;
    for (double x = -8; x < 10; x += 1e-3) {
      double p = (Math.exp(-x * x / 2) + Math.exp(-(x - 2) * (x - 2) / 2)) / 2;
      p /= Math.sqrt(2 * Math.PI);
      entropy -= p * Math.log(p) * 1e-3;
    }
    assertThat(sum / draws).isCloseTo(entropy, within(4.5 / Math.sqrt(draws)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"categorical:3", "linear-gaussian"})
  void targetsMustBeVariables(String family) {
    assertThatThrownBy(() -> draw(family).redrawn(VariableSet.ofMask(1L << 4), 1))
        .hasMessage("target 4 is not one of the 4 variables");
    assertThatThrownBy(() -> draw(family).intervened(VariableSet.ofMask(1L << 4)))
        .hasMessage("target 4 is not one of the 4 variables");
  }

  private static StructuralCausalModel draw(String family) {
    return MechanismFamily.parse(family).draw(GRAPH, 5);
  }

  private static double entropy(double[] probabilities) {
    return -Arrays.stream(probabilities).map(p -> p * Math.log(p)).sum();
  }
}
