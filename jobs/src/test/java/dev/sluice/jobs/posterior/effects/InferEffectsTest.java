// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.beside.HeapBudget;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Effects that are refused, and the posterior that is there all the same. */
class InferEffectsTest {

  private final Declaration declaration =
      Declaration.of(
              Experiment.newBuilder()
                  .setExperimentId("lab")
                  .setVariables(
                      IntStream.range(0, 6)
                          .mapToObj(v -> new Variable("v" + v, VariableKind.CONTINUOUS, null))
                          .toList())
                  .build(),
              1,
              0)
          .record();

  private final SufficientStatistics statistics = statistics();
  private final Posterior posterior = posterior(Method.EXACT);

  private SufficientStatistics statistics() {
    SufficientStatistics of = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < 30; t++) {
      int sample = t;
      double[] row = IntStream.range(0, 6).mapToDouble(v -> Math.sin(sample * (v + 1.7))).toArray();
      of.observe(declaration.domain(), row, VariableSet.EMPTY, 1.0);
    }
    return of;
  }

  private Posterior posterior(Method method) {
    return Inference.posterior(
        declaration.domain(),
        statistics,
        declaration.scorePrior(),
        declaration.graphPrior(),
        method);
  }

  private InferEffects effects(Method method) {
    return InferEffects.of(WantedEffects.all(), declaration, statistics, method, 1);
  }

  private InferEffects.Both compute(Method method, long bytes) {
    return effects(method).exact(bytes, ScoredNodes.none(), () -> posterior);
  }

  @Test
  void comeWithThePosteriorToTheBit() {
    InferEffects.Both both = compute(Method.EXACT, 0);

    assertThat(both.effects().failure()).isNull();
    assertThat(both.effects().effects()).hasSize(30);
    assertThat(both.effects().graphs()).isNull();
    assertThat(both.posterior()).isNotSameAs(posterior);
    assertThat(both.posterior().edges()).isDeepEqualTo(posterior.edges());
    assertThat(both.posterior().logEvidence()).isEqualTo(posterior.logEvidence());
  }

  /** No descendant where the other is an ancestor: graphs have no circles. */
  @Test
  void byOrdersSayHowManyGraphsTheyAreOf() {
    InferEffects.Both both = compute(Method.ORDER_EXACT, 0);

    assertThat(both.effects().graphs()).isEqualTo(4000);
    double[][] none = new double[6][6];
    both.effects().effects().forEach(e -> none[e.cause()][e.outcome()] = e.probabilityOfNone());
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(none[i][j] + none[j][i]).isBetween(1 - 1e-9, 2 + 1e-9);
      }
    }
    assertThat(both.posterior().edges()).isDeepEqualTo(posterior(Method.ORDER_EXACT).edges());
  }

  @Test
  void areRefusedWhereTheyAloneDoNotFit() {
    long most = HeapBudget.most();

    InferEffects.Both both = compute(Method.EXACT, most);

    assertThat(both.posterior()).isSameAs(posterior);
    assertThat(both.effects().failure().reason()).isEqualTo(FailureReason.MEMORY);
    assertThat(both.effects().failure().text())
        .startsWith("with effects this posterior needs ")
        .endsWith(" MiB of this JVM's: raise -Xmx");
    assertThat(effects(Method.EXACT).bytes(most)).isEqualTo(most);
    assertThat(effects(Method.EXACT).bytes(1000)).isGreaterThan(1000);
  }

  @Test
  void areRefusedWhereOnlyTablesOfFamiliesAreLeft() {
    statistics.detail = Detail.FAMILIES;

    InferEffects.Both both = compute(Method.EXACT, 0);

    assertThat(both.posterior()).isSameAs(posterior);
    assertThat(both.effects().failure().reason()).isEqualTo(FailureReason.UNSUPPORTED);
  }

  @Test
  void thatFailLeaveThePosterior() {
    InferEffects.Both both = compute(Method.MCMC, 0); // which is no exact method

    assertThat(both.posterior()).isSameAs(posterior);
    assertThat(both.effects().failure().reason()).isEqualTo(FailureReason.ERROR);
    assertThat(both.effects().failure().text()).startsWith("IllegalArgumentException: ");
  }
}
