// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.BesideHarness;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.posterior.effects.FoundEffects;
import dev.sluice.jobs.posterior.effects.InferEffects;
import dev.sluice.jobs.posterior.effects.Refreshed;
import dev.sluice.jobs.posterior.effects.WantedEffects;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.EffectSummary;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator that computes effects with posteriors. */
class EffectsFunctionTest {

  private static final int WIDE = 24;

  private static final WantedEffects WANTED =
      new WantedEffects(List.of("v0->v1", "v1->v0", "v1->v3"));

  private static final InferenceSettings SETTINGS =
      new InferenceSettings(
          MethodChoice.defaults(),
          new SamplerSettings(2, 3000, Double.POSITIVE_INFINITY, 4, 1),
          false);

  private static final ByMethod WITH = new ByMethod(SETTINGS, WANTED);

  private BesideHarness<RefreshRequest, Refreshed> harness;

  @AfterEach
  void close() throws IOException {
    harness.close();
  }

  private static BesideHarness<RefreshRequest, Refreshed> of(Models.Inferring inference)
      throws Exception {
    return BesideHarness.of(
        Beside.newestWinsWithMemory(
            Refresh.withEffects(inference, WANTED),
            TypeInformation.of(RefreshRequest.class),
            TypeInformation.of(SamplerMemory.class),
            1,
            PosteriorGauges.withEffects(1)),
        RefreshRequest::experimentId);
  }

  private static RefreshRequest request(int variables, int samples) {
    Declaration declaration =
        Declaration.of(
                Experiment.newBuilder()
                    .setExperimentId("chain")
                    .setVariables(
                        IntStream.range(0, variables)
                            .mapToObj(v -> new Variable("v" + v, VariableKind.CONTINUOUS, null))
                            .toList())
                    .build(),
                1,
                0)
            .record();
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < samples; t++) {
      int target = WideFixture.target(variables, t);
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      statistics.observe(declaration.domain(), WideFixture.row(variables, t), targets, 1.0);
    }
    return new RefreshRequest(declaration, statistics, 500, null);
  }

  /** Without how long they took. */
  private List<Refreshed> timeless() {
    return harness.records().stream()
        .map(Keyed::record)
        .map(
            both ->
                new Refreshed(
                    PosteriorSnapshot.newBuilder(both.posterior()).setRefreshMillis(null).build(),
                    EffectsSnapshot.newBuilder(both.effects()).setEffectMillis(null).build()))
        .toList();
  }

  private Refreshed compute(Models.Inferring inference) throws Exception {
    harness = of(inference).open();
    harness.send(request(4, 30));
    harness.awaitRecords(1);
    return timeless().get(0);
  }

  @Test
  void aRestartChangesNoBitOfEffectsUnderASampledPosterior() throws Exception {
    harness = of(WITH).open();
    for (int refresh = 1; refresh <= 3; refresh++) {
      harness.send(request(WIDE, 10 * refresh));
      harness.awaitRecords(refresh);
    }
    List<Refreshed> undisturbed = timeless();
    harness.close();

    harness = of(WITH).open();
    harness.send(request(WIDE, 10));
    harness.awaitRecords(1);
    harness.send(request(WIDE, 20));
    OperatorSubtaskState state = harness.harness().snapshot(1, 0);
    List<Refreshed> disturbed = new ArrayList<>(timeless());
    harness.close();
    harness = of(WITH).open(List.of(state));
    harness.awaitRecords(1);
    harness.send(request(WIDE, 30));
    harness.awaitRecords(2);
    disturbed.addAll(timeless());

    assertThat(disturbed).isEqualTo(undisturbed);
    EffectsSnapshot effects = undisturbed.get(2).effects();
    assertThat(effects.getFailure()).isNull();
    assertThat(effects.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(effects.getGraphs()).isBetween(1L, (long) InferEffects.MOST_GRAPHS);
    assertThat(effects.getConverged())
        .isEqualTo(undisturbed.get(2).posterior().getDiagnostics().getConverged());
    assertThat(effects.getEffects()).extracting("effect").containsExactly("v1", "v0", "v3");
    assertThat(effects.getEffects()).allMatch(e -> e.getZero() >= 0 && e.getZero() <= 1 + 1e-12);
  }

  /** Graphs are kept for effects; the chains go on as without. */
  @Test
  void stateOfAJobWithoutEffectsServesOneThatHasThem() throws Exception {
    Beside<RefreshRequest, SamplerMemory, PosteriorSnapshot> without =
        Beside.newestWinsWithMemory(
            Refresh.of(new ByMethod(SETTINGS)),
            TypeInformation.of(RefreshRequest.class),
            TypeInformation.of(SamplerMemory.class),
            1,
            PosteriorGauges.of(1));
    PosteriorSnapshot second;
    OperatorSubtaskState state;
    try (BesideHarness<RefreshRequest, PosteriorSnapshot> before =
        BesideHarness.of(without, RefreshRequest::experimentId).open()) {
      before.send(request(WIDE, 10));
      before.awaitRecords(1);
      state = before.harness().snapshot(1, 0);
      before.send(request(WIDE, 20));
      before.awaitRecords(2);
      second = before.records().get(1).record();
      second.setRefreshMillis(null);
    }

    harness = of(WITH).open(List.of(state));
    harness.send(request(WIDE, 20));
    harness.awaitRecords(1);

    assertThat(timeless().get(0).posterior()).isEqualTo(second);
    assertThat(timeless().get(0).effects().getEffects()).hasSize(3);
  }

  @Test
  void effectsThatFailLeaveThePosterior() throws Exception {
    Failure failure = new Failure(FailureReason.DEPENDENT_VARIABLES, "v2 follows from v1", 0);

    Refreshed both =
        compute(
            (request, memory) ->
                WITH.infer(request, memory).with(new FoundEffects(null, null, null, 0, failure)));

    assertThat(both.posterior().getEdges()).hasSize(4);
    assertThat(both.posterior().getFailure()).isNull();
    assertThat(both.effects().getFailureReason()).isEqualTo(FailureReason.DEPENDENT_VARIABLES);
    assertThat(both.effects().getFailure()).isEqualTo("v2 follows from v1");
    assertThat(both.effects().getSamples()).isEqualTo(30);
    assertThat(both.effects().getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(both.effects().getEffects()).isEmpty();
    assertThat(harness.failures("DEPENDENT_VARIABLES")).isZero();
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void effectsThatAreNoNumbersLeaveThePosterior() throws Exception {
    EffectSummary none = new EffectSummary(Double.NaN, Double.NaN, new double[7]);

    Refreshed both =
        compute(
            (request, memory) ->
                WITH.infer(request, memory)
                    .with(
                        new FoundEffects(
                            List.of(new Effect(0, 1, 0.5, none, null)), null, null, 1, null)));

    assertThat(both.posterior().getFailure()).isNull();
    assertThat(both.effects().getFailureReason()).isEqualTo(FailureReason.NOT_FINITE);
    assertThat(both.effects().getFailure())
        .isEqualTo("effects[0].mean is NaN, not a finite number");
    assertThat(both.effects().getLevels()).isEmpty();
  }

  @Test
  void whereThereIsNoPosteriorThereAreNoEffects() throws Exception {
    Refreshed both =
        compute(
            (request, memory) -> {
              throw new ArithmeticException("singular");
            });

    assertThat(both.posterior().getFailure()).isEqualTo("ArithmeticException: singular");
    assertThat(both.effects().getFailure()).isEqualTo("ArithmeticException: singular");
    assertThat(both.effects().getFailureReason()).isEqualTo(FailureReason.ERROR);
    assertThat(harness.failures("ERROR")).isEqualTo(1);
  }
}
