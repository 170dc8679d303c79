// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.targeting.AnsweredRows;
import dev.sluice.jobs.targeting.News;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.FailureReason;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

/** When scores are due, and what those who decide are told. */
class GatherProposingFunctionTest extends GatherHarness {

  private static final String[] ON_A = {"A"};
  private static final VariableSet A = VariableSet.of(1);

  private static DiscoverySettings proposing(boolean bounded) {
    return Fixture.proposing(Fixture.settings(bounded), Fixture.proposals(TargetingRule.AIT));
  }

  private void answer(int t, String decision) throws Exception {
    answer(t, decision, ON_A, null, 0, 1, 2);
  }

  private List<News> news() {
    var news = harness.getSideOutput(News.TAG);
    return news == null ? List.of() : news.stream().map(r -> r.getValue()).toList();
  }

  private List<String> asked() {
    return requests().stream()
        .map(
            request ->
                request.samples()
                    + (request.trains() ? " trains" : "")
                    + (request.scores() ? ", scores" : ""))
        .toList();
  }

  @Test
  void scoresAreDueWithSamplesEnoughThenByAnswersAndByGrowthNeverByTime() throws Exception {
    open(proposing(false), null);
    declare(1);
    send(0, 60);
    for (int t = 60; t < 63; t++) {
      answer(t, "d1");
    }
    answer(63, "d2");
    answer(63, "d2"); // the same sample
    answer(64, "d1");
    harness.setProcessingTime(1_000_000_000);
    assertThat(asked()).containsExactly("0", "50 trains, scores", "65 trains, scores");
    assertThat(rows(requests().get(2))).isEqualTo(15);
    answer(65, "d1");
    answer(66, "d2");
    send(67, 450);
    assertThat(asked().subList(3, requests().size()))
        .as("half as many more, or a hundred since the last round")
        .containsExactly(
            "98 trains, scores",
            "147 trains, scores",
            "221 trains, scores",
            "321 trains",
            "332 trains, scores",
            "432 trains");
  }

  @Test
  void everyRowIsToldWithTheSamplesSoFarAfterTheDeclaration() throws Exception {
    open(proposing(false), null);
    declare(1);
    send(0, 50);
    answer(50, "d1");
    answer(51, "d1", new String[] {"C", "A"}, null, 0, 1, 2);
    assertThat(news())
        .extracting(News::kind)
        .containsExactly(
            News.Kind.DECLARED, News.Kind.DECLARED, News.Kind.ANSWERED, News.Kind.ANSWERED);
    assertThat(news().get(0).reason()).isNull();
    assertThat(news().get(2).answers()).containsExactly(new AnsweredRows("d1", A, 1));
    assertThat(news().get(2).samples()).isEqualTo(51);
    assertThat(news().get(3).answers())
        .containsExactly(new AnsweredRows("d1", VariableSet.of(0, 1), 1));
    assertThat(news().get(3).samples()).isEqualTo(52);
  }

  @Test
  void rowsOfUnknownTargetsAnswerWithOthersThanAskedFor() throws Exception {
    open(
        Fixture.proposingByDsdi(Fixture.settings(false), Fixture.proposals(TargetingRule.ENTROPY)),
        null);
    declare(1);
    answer(0, "d1", null, "summer", 0, 1, 2);
    assertThat(news().get(1).answers())
        .containsExactly(new AnsweredRows("d1", VariableSet.EMPTY, 1));
  }

  @Test
  void rowsThatAreRefusedAnswerNothing() throws Exception {
    open(proposing(false), null);
    declare(1);
    answer(0, "d1", ON_A, null, 0, 1, 3);
    answer(1, "d1", null, "summer", 0, 1, 2);
    assertThat(deadLetters()).hasSize(2);
    assertThat(news()).extracting(News::kind).containsExactly(News.Kind.DECLARED);
  }

  @Test
  void aRestoredOperatorKnowsWhichRowsHaveCome() throws Exception {
    open(proposing(false), null);
    declare(1);
    send(0, 50);
    answer(50, "d1");
    answer(51, "d1");
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    open(proposing(false), state);
    answer(51, "d1");
    answer(52, "d1");
    assertThat(requests()).isEmpty();
    answer(53, "d1");
    assertThat(asked()).containsExactly("54 trains, scores");
    assertThat(news())
        .filteredOn(news -> news.kind() == News.Kind.ANSWERED)
        .extracting(News::samples)
        .containsExactly(53L, 54L);
  }

  @Test
  void aJobThatBeginsToProposeWhenItIsRestoredTellsOfTheDeclaration() throws Exception {
    open(false);
    declare(1);
    send(0, 150);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    open(proposing(false), state);
    send(150);
    assertThat(asked()).containsExactly("151 trains, scores");
    assertThat(news()).hasSize(1);
    assertThat(news().get(0).declaration().revision()).isEqualTo(1);
  }

  @Test
  void aBoundedRunScoresInItsLastRoundAlone() throws Exception {
    open(proposing(true), null);
    declare(1);
    send(0, 350);
    assertThat(asked()).containsExactly("0");
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(asked())
        .containsExactly("0", "350 trains", "350 trains", "350 trains", "350 trains, scores");
  }

  @Test
  void aBoundedRunOfTooFewSamplesScoresNothing() throws Exception {
    open(proposing(true), null);
    declare(1);
    send(0, 49);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(requests()).hasSize(5).noneMatch(TrainRequest::scores);
  }

  @Test
  void aRevisionScoresAtOnce() throws Exception {
    open(proposing(false), null);
    declare(1);
    send(0, 55);
    declare(2);
    send(55);
    assertThat(asked()).containsExactly("0", "50 trains, scores", "55 trains, scores");
    assertThat(news()).last().extracting(news -> news.declaration().revision()).isEqualTo(2L);
  }

  @Test
  void whatCannotBeLearnedIsToldAndAskedForWhenADecisionIsAnswered() throws Exception {
    open(
        Fixture.proposing(
            Fixture.settings(UNBOUNDED, 30, 40_000), Fixture.proposals(TargetingRule.AIT)),
        null);
    declare(1);
    assertThat(news().get(0).reason()).startsWith("needs 1 MiB");
    send(0, 50);
    for (int t = 50; t < 54; t++) {
      answer(t, "d1");
    }
    assertThat(asked()).containsExactly("0", "50", "54");
    assertThat(requests().get(2).failure().reason()).isEqualTo(FailureReason.MEMORY);
  }

  @Test
  void valuesThatAreNoCategoriesAreToldAndNothingIsScored() throws Exception {
    open(
        Fixture.proposing(Fixture.settings(false), Fixture.proposals(TargetingRule.AIT, 3.0)),
        null);
    declare(1);
    send(0, 120);
    assertThat(asked()).containsExactly("0", "100 trains");
    assertThat(news().get(0).reason())
        .isEqualTo("--propose-values: 3.0 is no category of 'C', which has 3");
  }

  @Test
  void anEndIsToldAndNothingIsLeft() throws Exception {
    open(proposing(false), null);
    declare(1);
    send(0, 60);
    answer(60, "d1");
    harness.processElement2(new Announcement("e", 0, null), 0);
    assertThat(news()).last().isEqualTo(News.ended("e"));
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }
}
