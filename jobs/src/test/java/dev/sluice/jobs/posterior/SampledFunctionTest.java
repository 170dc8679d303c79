// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.beside.BesideHarness;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What may happen to experiments whose posterior is sampled; one thread computes. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class SampledFunctionTest {

  private static final SamplerSettings ENDLESS =
      new SamplerSettings(2, Long.MAX_VALUE, Double.POSITIVE_INFINITY, 4, 1);

  private BesideHarness<RefreshRequest, PosteriorSnapshot> harness;

  @AfterEach
  void close() throws IOException {
    harness.close();
  }

  private static ByMethod sampling(SamplerSettings settings) {
    return new ByMethod(new InferenceSettings(MethodChoice.defaults(), settings, false));
  }

  private void open(Models.Inferring inference) throws Exception {
    harness =
        BesideHarness.of(
                Beside.newestWinsWithMemory(
                    Refresh.of(inference),
                    TypeInformation.of(RefreshRequest.class),
                    TypeInformation.of(SamplerMemory.class),
                    1,
                    PosteriorGauges.of(1)),
                (RefreshRequest request) -> request.declaration().experimentId())
            .open();
  }

  private List<PosteriorSnapshot> snapshots() {
    return harness.records().stream().map(Keyed::record).toList();
  }

  private static Declaration declaration(String id, int variables, int revision) {
    return Declaration.of(
            Experiment.newBuilder()
                .setExperimentId(id)
                .setVariables(
                    IntStream.range(0, variables)
                        .mapToObj(v -> new Variable("ü" + v, VariableKind.CONTINUOUS, null))
                        .toList())
                .build(),
            revision,
            0)
        .record();
  }

  private static RefreshRequest request(Declaration declaration, int samples) {
    return request(declaration, samples, row -> row);
  }

  private static RefreshRequest request(
      Declaration declaration, int samples, UnaryOperator<double[]> change) {
    int variables = declaration.variables().length;
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < samples; t++) {
      int target = WideFixture.target(variables, t);
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      double[] row = change.apply(WideFixture.row(variables, t));
      statistics.observe(declaration.domain(), row, targets, 1.0);
    }
    return new RefreshRequest(declaration, statistics, 500, null);
  }

  private static RefreshRequest observed(Declaration declaration, int samples) {
    int variables = declaration.variables().length;
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < samples; t++) {
      double[] row = WideFixture.row(variables, 2 * t);
      statistics.observe(declaration.domain(), row, VariableSet.EMPTY, 1.0);
    }
    return new RefreshRequest(declaration, statistics, 500, null);
  }

  @Test
  void anEndLetsGoOfTheThread() throws Exception {
    open(sampling(ENDLESS));
    Declaration wide = declaration("wide", 24, 1);
    harness.send(request(wide, 100));
    harness.send(new RefreshRequest(wide, null, 0, null));
    harness.send(request(declaration("small", 4, 1), 20));
    harness.awaitRecords(2);
    assertThat(harness.records().get(0)).isEqualTo(new Keyed<PosteriorSnapshot>("wide", null));
    assertThat(snapshots().get(1).getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(harness.stateEntries()).isZero();
  }

  @Test
  void aRevisionBeginsAnewWithoutWaiting() throws Exception {
    SamplerSettings settings = ENDLESS.ofSteps(3000);
    open(
        (request, memory) ->
            sampling(request.declaration().revision() == 2 ? ENDLESS : settings)
                .infer(request, memory));
    harness.send(request(declaration("wide", 24, 1), 50));
    harness.awaitRecords(1);
    harness.send(request(declaration("wide", 24, 2), 100));
    Declaration last = declaration("wide", 24, 3);
    harness.send(request(last, 100));
    harness.awaitRecords(2);
    Inferred fresh = sampling(settings).infer(request(last, 100), null);
    assertThat(snapshots().get(1).getDiagnostics().getSteps())
        .isEqualTo(fresh.diagnostics().steps());
    assertThat(snapshots().get(1).getEdges().get(0).get(1))
        .isEqualTo(fresh.posterior().edges()[0][1]);
  }

  @Test
  void whatThePriorLooksLikeIsNotRemembered() throws Exception {
    SamplerSettings settings = ENDLESS.ofSteps(3000);
    open(sampling(settings));
    Declaration wide = declaration("wide", 24, 1);
    harness.send(request(wide, 0));
    harness.awaitRecords(1);
    assertThat(snapshots().get(0).getDiagnostics().getSteps()).isEqualTo(2 * 3000 / 20);
    assertThat(harness.stateEntries()).isZero();
    harness.send(request(wide, 50));
    harness.awaitRecords(2);
    Inferred fresh = sampling(settings).infer(request(wide, 50), null);
    assertThat(snapshots().get(1).getEdges().get(0).get(1))
        .isEqualTo(fresh.posterior().edges()[0][1]);
  }

  /** Each gets its turn, and none a second one before all have had theirs. */
  @Test
  void aHundredExperimentsTakeTurns() throws Exception {
    open(sampling(ENDLESS.ofSteps(50)));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Declaration declaration = declaration("wide" + i, 30, 1);
      harness.send(observed(declaration, 40));
      harness.send(observed(declaration, 50));
      all.add("wide" + i);
    }
    harness.awaitRecords(101);
    List<String> order =
        snapshots().stream().limit(101).map(PosteriorSnapshot::getExperimentId).toList();
    assertThat(order.subList(0, 100)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(order).last().isEqualTo("wide0");
    assertThat(snapshots()).extracting(PosteriorSnapshot::getFailure).containsOnlyNulls();
  }

  /** ü3 is ü2 again, ü5 takes one value only. */
  @Test
  void columnsThatTellNothingNewHaveAPosterior() throws Exception {
    open(sampling(ENDLESS.ofSteps(20_000)));
    RefreshRequest request =
        request(
            declaration("wide", 20, 1),
            200,
            row -> {
              row[3] = row[2];
              row[5] = 7;
              return row;
            });
    harness.send(request);
    harness.awaitRecords(1);
    PosteriorSnapshot snapshot = snapshots().get(0);
    assertThat(snapshot.getFailure()).isNull();
    double joined = snapshot.getEdges().get(2).get(3) + snapshot.getEdges().get(3).get(2);
    assertThat(joined).isCloseTo(1, within(1e-6));
    for (int other = 0; other < 20; other++) {
      double either = snapshot.getEdges().get(5).get(other) + snapshot.getEdges().get(other).get(5);
      assertThat(either).isLessThan(0.5);
    }
  }

  @Test
  void asManyVariablesAsMayBeDeclared() throws Exception {
    open(sampling(ENDLESS.ofSteps(400)));
    Declaration widest = declaration("größte", 200, 1);
    harness.send(request(widest, 0));
    harness.awaitRecords(1);
    harness.send(request(widest, 3));
    harness.awaitRecords(2);
    PosteriorSnapshot snapshot = snapshots().get(1);
    assertThat(snapshot.getExperimentId()).isEqualTo("größte");
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getEdges()).hasSize(200);
    assertThat(snapshot.getDiagnostics().getConverged()).isFalse();
    assertThat(snapshot.getMapGraph())
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge).allSatisfy(name -> assertThat(name).startsWith("ü")));
    assertThat(Collections.max(snapshot.getEdges().get(0))).isLessThanOrEqualTo(1);
  }
}
