// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.neural.NeuralEffort;
import dev.sluice.models.targeting.neural.NeuralTargeting;
import dev.sluice.schemas.CandidateScore;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.TargetScores;
import dev.sluice.schemas.ValueLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a round says of interventions. */
class TrainProposingFunctionTest extends GatherHarness {

  private static DiscoverySettings by(TargetingRule rule, Double... values) {
    return Fixture.proposing(Fixture.settings(false), Fixture.proposals(rule, values));
  }

  /** Rounds at 50, 75, 113 and 170 samples, which score, and at the declaration, which does not. */
  private List<TrainRequest> requests(DiscoverySettings settings, String more) throws Exception {
    open(settings, null);
    declare(Fixture.declaration("e", Fixture.truth() + more), 1);
    send(0, 170);
    return requests();
  }

  private static List<Done<Learned, DiscoverySnapshot>> done(
      DiscoverySettings settings, List<TrainRequest> requests) {
    List<Done<Learned, DiscoverySnapshot>> done = new ArrayList<>();
    Learned memory = null;
    for (TrainRequest request : requests) {
      done.add(new Train(settings).compute(request, memory));
      memory = done.get(done.size() - 1).memory();
    }
    return done;
  }

  private static TargetScores last(List<Done<Learned, DiscoverySnapshot>> done) {
    return done.get(done.size() - 1).snapshot().getTargetScores();
  }

  @ParameterizedTest
  @EnumSource(names = {"AIT", "GIT", "CBED"})
  void scoresAreThereWhenTheyAreAskedForWithTheSameBits(TargetingRule rule) throws Exception {
    DiscoverySettings settings = by(rule);
    List<TrainRequest> requests = requests(settings, "");
    assertThat(requests)
        .extracting(TrainRequest::scores)
        .containsExactly(false, true, true, true, true);

    List<Done<Learned, DiscoverySnapshot>> done = done(settings, requests);

    for (int r = 0; r < requests.size(); r++) {
      TargetScores scores = done.get(r).snapshot().getTargetScores();
      assertThat(scores != null).isEqualTo(requests.get(r).scores());
    }
    List<Done<Learned, DiscoverySnapshot>> again = done(settings, requests);
    for (int r = 0; r < requests.size(); r++) {
      assertThat(InProcess.untimed(again.get(r).snapshot()))
          .isEqualTo(InProcess.untimed(done.get(r).snapshot()));
    }
    DiscoverySnapshot snapshot = done.get(4).snapshot();
    TargetScores scores = snapshot.getTargetScores();
    assertThat(scores.getFailure()).isNull();
    assertThat(List.of(scores.getRevision(), scores.getSamples())).containsExactly(1L, 170L);
    assertThat(scores.getEntropy()).isEqualTo(snapshot.getEntropy()).isPositive();
    assertThat(scores.getExpectedShd()).isEqualTo(snapshot.getExpectedShd()).isPositive();
    assertSame(scores, byHand(rule, settings, requests.get(4), done.get(4).memory()));
  }

  private static Scores byHand(
      TargetingRule rule, DiscoverySettings settings, TrainRequest request, Learned learned) {
    Learner learner = Subject.of(request.declaration(), settings).learner();
    return NeuralTargeting.scores(
        rule,
        learner,
        learned,
        IntStream.range(0, 3).mapToObj(v -> Intervention.on(v, Intervention.UNIFORM)).toList(),
        NeuralEffort.USUAL,
        CounterRandom.of(settings.proposals().seed(), "e", request.samples()).bits(0));
  }

  private static void assertSame(TargetScores scores, Scores expected) {
    int[] ranking = expected.ranking();
    assertThat(scores.getCandidates()).hasSize(3);
    for (int rank = 0; rank < 3; rank++) {
      CandidateScore candidate = scores.getCandidates().get(rank);
      assertThat(candidate.getTargets()).containsExactly(ranking[rank]);
      assertThat(candidate.getScore()).isEqualTo(expected.of(ranking[rank]));
      assertThat(candidate.getError()).isEqualTo(expected.error(ranking[rank])).isPositive();
      assertThat(candidate.getCost()).isEqualTo(1);
      assertThat(candidate.getValue().getLaw()).isEqualTo(ValueLaw.UNIFORM);
    }
  }

  @Test
  void candidatesAreVariablesAsDeclaredTheAllowedOnesWithTheirCosts() throws Exception {
    DiscoverySettings settings = by(TargetingRule.ENTROPY, 0.0, 2.0);
    List<Done<Learned, DiscoverySnapshot>> done =
        done(
            settings,
            requests(settings, ",\"forbiddenTargets\":[\"A\"],\"targetCosts\":{\"B\":8}"));
    List<List<Double>> edges = done.get(4).snapshot().getEdges();
    assertThat(last(done).getCandidates()).hasSize(4);
    for (CandidateScore candidate : last(done).getCandidates()) {
      int v = candidate.getTargets().get(0);
      double expected = 0;
      for (int other = 0; other < 3; other++) {
        expected += v == other ? 0 : GraphMetrics.entropy(edges.get(v).get(other));
        expected += v == other ? 0 : GraphMetrics.entropy(edges.get(other).get(v));
      }
      assertThat(v).as("A is second").isIn(0, 2);
      assertThat(candidate.getScore()).isCloseTo(expected, within(1e-12));
      assertThat(candidate.getCost()).isEqualTo(v == 2 ? 8 : 1);
      assertThat(candidate.getValue().getFixed()).isIn(0.0, 2.0);
    }
    assertThat(last(done).getCandidates().get(0).getTargets()).as("C is cheap").containsExactly(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"AIT", "GIT", "CBED", "ENTROPY"})
  void whereNothingIsToBeLearnedScoresAreNoiseButOfGitNobodyKnows(TargetingRule rule)
      throws Exception {
    DiscoverySettings settings = by(rule);
    String none =
        ",\"forbiddenEdges\":[[\"A\",\"C\"],[\"B\",\"A\"],[\"C\",\"A\"],[\"C\",\"B\"]],"
            + "\"requiredEdges\":[[\"A\",\"B\"],[\"B\",\"C\"]]";
    TargetScores scores = last(done(settings, requests(settings, none)));
    assertThat(scores.getFailure()).isNull();
    assertThat(scores.getEntropy()).isZero();
    assertThat(scores.getSaturated()).isEqualTo(rule != TargetingRule.GIT);
  }

  @Test
  void rulesWithoutScoresHaveCandidatesAndBeliefs() throws Exception {
    DiscoverySettings settings = by(TargetingRule.ROUND_ROBIN);
    TargetScores scores = last(done(settings, requests(settings, "")));
    assertThat(scores.getCandidates())
        .extracting(candidate -> candidate.getTargets().get(0))
        .containsExactly(0, 1, 2);
    assertThat(scores.getSaturated()).isFalse();
    assertThat(scores.getEntropy()).isPositive();
  }

  @Test
  void aFailureIsOneOfTheScoresToo() throws Exception {
    open(
        Fixture.proposing(
            Fixture.settings(UNBOUNDED, 30, 40_000), Fixture.proposals(TargetingRule.AIT)),
        null);
    declare(3);
    send(0, 50);
    TrainRequest request = requests().get(1);
    Failure failure = request.failure();
    DiscoverySnapshot failed = new Train(by(TargetingRule.AIT)).compute(request, null).snapshot();
    assertThat(failed.getFailure()).startsWith("needs 1 MiB");
    assertThat(failed.getTargetScores())
        .isEqualTo(
            TargetScores.newBuilder()
                .setRevision(3)
                .setSamples(50)
                .setFailure(failure.text())
                .setFailureReason(FailureReason.MEMORY)
                .build());
    assertThat(new Train(by(TargetingRule.AIT)).failed(request, failure)).isEqualTo(failed);
    assertThat(new Train(Fixture.settings(false)).failed(request, failure).getTargetScores())
        .isNull();
  }

  @Test
  void scoresThatCannotBeLeaveWhatIsLearned() throws Exception {
    List<TrainRequest> requests = requests(by(TargetingRule.AIT), "");
    DiscoverySettings restarted = by(TargetingRule.AIT, 7.0); // with requests that were owed
    Done<Learned, DiscoverySnapshot> done = done(restarted, requests).get(4);
    assertThat(done.memory().epochs()).isEqualTo(4);
    assertThat(done.snapshot().getFailure()).isNull();
    assertThat(done.snapshot().getTargetScores().getFailureReason())
        .isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(done.snapshot().getTargetScores().getFailure())
        .isEqualTo("value: 7.0 is none of the 3 categories of C");
    DiscoverySettings without = Fixture.settings(false);
    assertThat(done(without, requests).get(4).snapshot().getTargetScores()).isNull();
  }

  @Test
  void scoresAreReckonedAmongTheBytes() throws Exception {
    ProposalSettings proposals = Fixture.proposals(TargetingRule.GIT);
    DiscoverySettings settings = Fixture.proposing(Fixture.settings(false), proposals);
    TrainRequest scoring = requests(settings, "").get(1);
    Learner learner = Subject.of(scoring.declaration(), settings).learner();
    long without = new Train(Fixture.settings(false)).bytes(scoring, null);
    assertThat(new Train(settings).bytes(scoring, null))
        .isEqualTo(without + NeuralTargeting.bytes(learner, 3, NeuralEffort.USUAL))
        .isGreaterThan(without);
    assertThat(new Train(by(TargetingRule.RANDOM)).bytes(scoring, null)).isEqualTo(without);
  }
}
