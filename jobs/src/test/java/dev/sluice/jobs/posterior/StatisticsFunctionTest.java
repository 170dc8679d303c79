// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the settings of {@link Fixture}: growth 1.1, interval 100 ms, latest 300 ms, 4 buckets. */
class StatisticsFunctionTest {

  private KeyedOneInputStreamOperatorTestHarness<String, Contribution, RefreshRequest> harness;

  @BeforeEach
  void open() throws Exception {
    harness = Fixture.statistics();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static Declaration declaration(long revision) {
    Experiment experiment =
        Experiment.newBuilder()
            .setExperimentId("e")
            .setVariables(List.of(new Variable("A", VariableKind.CONTINUOUS, null)))
            .build();
    return Declaration.of(experiment, revision, 77).record();
  }

  private void declare(Declaration declaration) throws Exception {
    harness.processElement(Contribution.declared(declaration), 0);
  }

  private void observe(Declaration declaration, int samples, long asOf) throws Exception {
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int i = 0; i < samples; i++) {
      statistics.observe(declaration.domain(), new double[] {i}, VariableSet.EMPTY, 1.0);
    }
    harness.processElement(Contribution.evidence(declaration, statistics, asOf, List.of()), 0);
  }

  private List<Long> requestedSamples() {
    return harness.extractOutputValues().stream()
        .map(r -> r.statistics() == null ? null : Long.valueOf(r.statistics().observed()))
        .toList();
  }

  @Test
  void aDeclarationAsksForThePrior() throws Exception {
    declare(declaration(1));
    assertThat(requestedSamples()).containsExactly(0L);
    assertThat(harness.extractOutputValues().get(0).asOf()).isEqualTo(77);
  }

  @Test
  void evidenceThatHasGrownWaitsForTheInterval() throws Exception {
    declare(declaration(1));
    observe(declaration(1), 10, 500);
    observe(declaration(1), 10, 400);
    assertThat(requestedSamples()).containsExactly(0L);
    harness.setProcessingTime(99);
    assertThat(requestedSamples()).containsExactly(0L);
    harness.setProcessingTime(100);
    assertThat(requestedSamples()).containsExactly(0L, 20L);
    assertThat(harness.extractOutputValues().get(1).asOf()).isEqualTo(500);
  }

  @Test
  void evidenceThatHasGrownByLessShowsLater() throws Exception {
    declare(declaration(1));
    observe(declaration(1), 20, 500);
    harness.setProcessingTime(100);
    observe(declaration(1), 1, 500);
    harness.setProcessingTime(399);
    assertThat(requestedSamples()).containsExactly(0L, 20L);
    harness.setProcessingTime(400);
    assertThat(requestedSamples()).containsExactly(0L, 20L, 21L);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void theEndOfTheStreamShowsAllEvidence() throws Exception {
    declare(declaration(1));
    observe(declaration(1), 1, 500);
    harness.processWatermark(Watermark.MAX_WATERMARK);
    assertThat(requestedSamples()).containsExactly(0L, 1L);
  }

  @Test
  void aRevisionAsksAgain() throws Exception {
    declare(declaration(1));
    declare(declaration(1));
    Declaration revision = declaration(2).revising(declaration(1));
    declare(revision);
    harness.setProcessingTime(1000);
    assertThat(requestedSamples()).containsExactly(0L, 0L);
    assertThat(harness.extractOutputValues().get(1).declaration().revision()).isEqualTo(2);
  }

  @Test
  void theLastBucketsEndFreesAllState() throws Exception {
    declare(declaration(1));
    observe(declaration(1), 5, 500);
    for (int bucket = 0; bucket < 3; bucket++) {
      harness.processElement(Contribution.ended(declaration(1)), 0);
    }
    observe(declaration(1), 5, 500);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processElement(Contribution.ended(declaration(1)), 0);
    assertThat(requestedSamples()).containsExactly(0L, null);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    harness.setProcessingTime(1000);
    assertThat(requestedSamples()).hasSize(2);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void evidenceBeforeItsDeclarationIsPassedOver() throws Exception {
    observe(declaration(3), 5, 500);
    harness.processElement(Contribution.ended(declaration(3)), 0);
    assertThat(harness.numKeyedStateEntries()).isZero();
    declare(declaration(1));
    observe(declaration(3), 5, 500);
    harness.setProcessingTime(1000);
    assertThat(requestedSamples()).containsExactly(0L);
  }

  @Test
  void aNewGenerationBeginsEmptyAndIgnoresTheOld() throws Exception {
    declare(declaration(1));
    observe(declaration(1), 5, 500);
    harness.processElement(Contribution.ended(declaration(1)), 0);
    declare(declaration(9));
    observe(declaration(1), 5, 500);
    harness.processElement(Contribution.ended(declaration(1)), 0);
    observe(declaration(9), 2, 600);
    harness.setProcessingTime(1000);
    assertThat(requestedSamples()).containsExactly(0L, null, 0L, 2L);
  }

  @Test
  void aBucketThatRestsTakesThePosteriorAwayButNotTheCount() throws Exception {
    Failure failure = new Failure(FailureReason.ERROR, "singular", 7);
    declare(declaration(1));
    observe(declaration(1), 4, 500);
    harness.processElement(Contribution.failed(declaration(1), failure), 0);
    harness.setProcessingTime(100);
    observe(declaration(1), 6, 600);
    harness.setProcessingTime(1000);
    assertThat(requestedSamples()).containsExactly(0L, 4L, 10L);
    assertThat(harness.extractOutputValues())
        .extracting(RefreshRequest::failure)
        .containsExactly(null, failure, failure);

    declare(declaration(2).revising(declaration(1)));
    harness.setProcessingTime(2000);
    assertThat(harness.extractOutputValues()).last().extracting("failure").isNull();
    assertThat(requestedSamples()).last().isEqualTo(10L);
  }

  @Test
  void statisticsThatCannotBeMergedRestUntilTheNextDeclaration() throws Exception {
    declare(declaration(1));
    observe(declaration(1), 4, 500);
    SufficientStatistics other = SufficientStatistics.empty(new Domain(2, new int[0]));
    harness.processElement(Contribution.evidence(declaration(1), other, 500, List.of()), 0);
    observe(declaration(1), 6, 600);
    harness.setProcessingTime(1000);
    assertThat(requestedSamples()).containsExactly(0L, 0L);
    assertThat(harness.extractOutputValues().get(1).failure())
        .isEqualTo(
            new Failure(
                FailureReason.ERROR,
                "IllegalArgumentException: statistics of 2 variables, not of 1",
                0));

    declare(declaration(2).revising(declaration(1)));
    observe(declaration(1), 3, 700);
    harness.setProcessingTime(2000);
    assertThat(requestedSamples()).last().isEqualTo(3L);
    assertThat(harness.extractOutputValues()).last().extracting("failure").isNull();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }
}
