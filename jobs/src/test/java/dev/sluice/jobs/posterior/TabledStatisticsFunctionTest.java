// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tables of an experiment lie in a state of their own, and are in every request. */
class TabledStatisticsFunctionTest {

  private static final int D = 4;

  private static final Domain DOMAIN = Domain.categorical(3, 3, 3, 3);

  private KeyedOneInputStreamOperatorTestHarness<String, Contribution, RefreshRequest> harness;

  @BeforeEach
  void open() throws Exception {
    harness = Fixture.statistics();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static Declaration declaration(long revision, Integer maxParents) {
    Experiment experiment =
        Experiment.newBuilder()
            .setExperimentId("e")
            .setVariables(
                IntStream.range(0, D)
                    .mapToObj(v -> new Variable("v" + v, VariableKind.CATEGORICAL, 3))
                    .toList())
            .setMaxParents(maxParents)
            .build();
    return Declaration.of(experiment, revision, 77).record();
  }

  private void declare(Declaration declaration) throws Exception {
    harness.processElement(Contribution.declared(declaration), 0);
  }

  private void observe(Declaration declaration, SufficientStatistics statistics) throws Exception {
    harness.processElement(Contribution.evidence(declaration, statistics, 1, List.of()), 0);
  }

  private static SufficientStatistics some(int from, int to, boolean tabled) {
    SufficientStatistics statistics = SufficientStatistics.empty(DOMAIN, 1);
    for (int n = from; n < to; n++) {
      double[] values = {n % 3, n / 3 % 3, n % 2, n / 5 % 3};
      if (tabled && n == to - 1) {
        statistics.bytes = SufficientStatistics.MAX_BYTES + 1;
      }
      statistics.observe(DOMAIN, values, VariableSet.ofMask(n % 4), 1);
    }
    return statistics;
  }

  private RefreshRequest last(long time) throws Exception {
    harness.setProcessingTime(time);
    List<RefreshRequest> requests = harness.extractOutputValues();
    return requests.get(requests.size() - 1);
  }

  private static void assertHas(RefreshRequest request, int samples) {
    SufficientStatistics statistics = request.statistics();
    assertThat(statistics.detail).isEqualTo(Detail.FAMILIES);
    ContingencyTables all = statistics.upToDate().tables;
    ContingencyTables expected = some(0, samples, true).upToDate().tables;
    assertThat(all.maxParents).isEqualTo(1);
    assertThat(all.all).isEqualTo(expected.all);
    assertThat(all.targeted).isDeepEqualTo(expected.targeted);
    assertThat(statistics.observed()).isEqualTo(samples);
  }

  @Test
  void requestsHaveTheTablesAndWhatCameSince() throws Exception {
    Declaration declaration = declaration(1, 1);
    declare(declaration);
    observe(declaration, some(0, 20, false));
    assertThat(last(100).statistics().detail).isEqualTo(Detail.SUFFICIENT);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    observe(declaration, some(20, 60, true));
    assertHas(last(1000), 60);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(2);
    observe(declaration, some(60, 100, false));
    RefreshRequest recent = last(2000);
    assertHas(recent, 100);
    assertThat(recent.statistics().categorical).isNotEmpty();
    observe(declaration, some(100, 130, true));
    assertHas(last(3000), 130);
    assertHas(recent, 100);
  }

  @Test
  void aRestartKeepsTheTables() throws Exception {
    Declaration declaration = declaration(1, 1);
    declare(declaration);
    observe(declaration, some(0, 60, true));
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Statistics(Fixture.settings("unused:1", false))),
            Contribution::experimentId,
            Types.STRING);
    harness.initializeState(state);
    harness.open();
    observe(declaration, some(60, 100, false));
    assertHas(last(1000), 100);
  }

  @Test
  void whatTurnsToCountsAndWhatEndsLeavesNoTables() throws Exception {
    Declaration declaration = declaration(1, 1);
    declare(declaration);
    observe(declaration, some(0, 60, true));
    observe(declaration, some(60, 80, true).copyOfCounts());
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    RefreshRequest counts = last(1000);
    assertThat(counts.statistics().detail).isEqualTo(Detail.COUNTS);
    assertThat(counts.statistics().observedByRegime().values()).containsOnly(20L);

    declare(declaration(2, 1));
    observe(declaration(2, 1), some(0, 60, true));
    for (int bucket = 0; bucket < 4; bucket++) {
      harness.processElement(Contribution.ended(declaration(2, 1)), 0);
    }
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void moreParentsThanTheTablesKnowAreRefused() throws Exception {
    Declaration declaration = declaration(1, 2);
    declare(declaration);
    declare(declaration(2, 1).revising(declaration));
    observe(declaration, some(0, 60, true));
    ByMethod method = new ByMethod(Fixture.settings("unused:1", false).inference());
    assertThat(method.exact(last(1000)).edges()).hasDimensions(D, D);
    declare(declaration(3, 0).revising(declaration));
    assertThat(method.exact(last(2000)).expectedEdges()).isZero();
    declare(declaration(4, null).revising(declaration));
    RefreshRequest raised = last(3000);
    assertThatThrownBy(() -> method.exact(raised))
        .isInstanceOfSatisfying(
            KeyFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(FailureReason.MEMORY))
        .hasMessage(
            "maxParents was 1 when the samples became too many to keep each configuration: of more"
                + " parents (now 3) nothing is known");
  }
}
