// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.jobs.targeting.TestLab;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that proposes interventions, and a laboratory that answers them, through Kafka. */
class ProposingIT {
  private static final int VARIABLES = 4;
  private static final int OBSERVED = 60;
  private static final int ROWS = 5;
  private static final List<Topic> ALL =
      Stream.concat(PosteriorJob.TOPICS.stream(), Targeting.TOPICS.stream()).toList();

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, ALL);
  @RegisterExtension final TestTopics twinTopics = new TestTopics(BROKER, ALL);

  private static ProposalSettings proposals(long patience, int attempts, boolean approval) {
    return new ProposalSettings(
        TargetingRule.EIG,
        ROWS,
        List.of(),
        OBSERVED,
        1,
        patience,
        attempts,
        approval,
        0,
        ProposalSettings.WhenSaturated.ROUND_ROBIN,
        1);
  }

  private static JobID submit(
      TestTopics topics, Delivery delivery, ProposalSettings proposals, String savepoint)
      throws Exception {
    KafkaSettings kafka = topics.settings(delivery);
    PosteriorSettings base = Fixture.settings(BROKER.bootstrap(), false);
    PosteriorSettings settings =
        new PosteriorSettings(
            new JobTopics(kafka, kafka.prefix() + "posterior", false),
            base.refresh(),
            base.statistics(),
            base.admission(),
            proposals);
    return CLUSTER.submit(env -> PosteriorJob.build(env, settings), 2, savepoint);
  }

  private static void answerUntil(TestLab lab, Callable<Boolean> done) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              lab.answer();
              return done.call();
            });
  }

  private static Callable<Boolean> answered(TestLab lab, int decisions) {
    return () -> lab.ids("ANSWERED").size() >= decisions;
  }

  @Test
  void afterLossesASavepointAndALostTaskManagerItDecidesAsAnUndisturbedTwin() throws Exception {
    int decisions = 8;
    TestLab twin = new TestLab(twinTopics, VARIABLES, 0);
    twin.declare("");
    twin.observe(OBSERVED);
    JobID undisturbed =
        submit(twinTopics, Delivery.EXACTLY_ONCE, proposals(60_000, 1, false), null);
    answerUntil(twin, answered(twin, decisions));
    CLUSTER.stop(undisturbed);

    TestLab lab = new TestLab(topics, VARIABLES, 0.2);
    lab.declare("");
    lab.observe(OBSERVED);
    ProposalSettings patient = proposals(1_500, 20, false);
    JobID first = submit(topics, Delivery.EXACTLY_ONCE, patient, null);
    answerUntil(lab, answered(lab, 2));
    String savepoint = CLUSTER.stop(first);
    lab.answer(); // while the job is away
    JobID second = submit(topics, Delivery.EXACTLY_ONCE, patient, savepoint);
    answerUntil(lab, answered(lab, 5));
    CLUSTER.loseTaskManager();
    lab.answer();
    CLUSTER.replaceTaskManager();
    answerUntil(lab, answered(lab, decisions));

    assertThat(CLUSTER.restarts(second)).isPositive();
    assertThat(lab.ids("PROPOSED").subList(0, decisions))
        .isEqualTo(twin.ids("PROPOSED").subList(0, decisions));
    assertThat(lab.ids("ANSWERED")).as("none twice").doesNotHaveDuplicates();
    assertThat(lab.ids("REPEATED")).as("some were lost").isNotEmpty();
    List<Long> basis =
        lab.told().stream()
            .filter(each -> each.get("status").asText().equals("PROPOSED"))
            .map(each -> each.get("basedOnSamples").asLong())
            .limit(decisions)
            .toList();
    for (int k = 0; k < decisions; k++) {
      assertThat(basis.get(k)).isEqualTo(OBSERVED + (long) k * ROWS);
    }
  }

  @Test
  void costsBudgetAndForbiddenTargetsHoldAndTheStopIsTold() throws Exception {
    TestLab lab = new TestLab(topics, VARIABLES, 0);
    lab.declare(",\"targetCosts\":{\"B\":10},\"forbiddenTargets\":[\"A\"],\"targetBudget\":52");
    lab.observe(OBSERVED);
    JobID job = submit(topics, Delivery.AT_LEAST_ONCE, proposals(60_000, 1, false), null);

    answerUntil(lab, () -> lab.ids("STOPPED").size() == 1);

    List<JsonNode> proposed =
        lab.told().stream().filter(each -> each.get("status").asText().equals("PROPOSED")).toList();
    double spent = proposed.stream().mapToDouble(each -> each.get("cost").asDouble()).sum();
    assertThat(spent).isBetween(48.0, 52.0);
    assertThat(proposed).noneMatch(each -> each.get("targets").get(0).asText().equals("A"));
    assertThat(proposed).as("50 of 52 would be one of B").hasSizeGreaterThan(5);
    assertThat(CLUSTER.metrics().count(job, "decisions", "status", "PROPOSED"))
        .isEqualTo(proposed.size());
    JsonNode stop = lab.told().get(lab.told().size() - 1);
    assertThat(stop.get("reason").asText()).startsWith("targetBudget: " + spent + " is spent");
  }

  @Test
  void malformedRowsAndOtherTargetsAnswerNothingAndTheLoopGoesOn() throws Exception {
    TestLab lab = new TestLab(topics, VARIABLES, 0);
    lab.declare("");
    lab.observe(OBSERVED);
    submit(topics, Delivery.AT_LEAST_ONCE, proposals(3_000, 1, false), null);
    await().atMost(PATIENCE).until(() -> !lab.ids("PROPOSED").isEmpty());
    JsonNode request = lab.told().get(0);
    String asked = request.get("targets").get(0).asText();
    String decision = request.get("decisionId").asText();
    Set<String> other = new HashSet<>(Set.of("A", "B"));
    other.remove(asked);

    topics.send(
        Topic.SAMPLES,
        TestLab.EXPERIMENT,
        "{\"experimentId\":\"chain\",\"targets\":[\"%s\"],\"values\":[1,2],\"decisionId\":\"%s\"}"
            .formatted(asked, decision));
    lab.send(request, new ObjectMapper().readTree("[\"" + other.iterator().next() + "\"]"), ROWS);

    await().atMost(PATIENCE).until(() -> lab.ids("GIVEN_UP").contains(decision));
    await().atMost(PATIENCE).until(() -> lab.ids("PROPOSED").size() > 1);
    await().atMost(PATIENCE).until(() -> !topics.deadLetters().isEmpty());
    assertThat(topics.deadLetters().values()).containsExactly("wrong-dimension");
    assertThat(lab.told().get(2).get("status").asText()).isEqualTo("PROPOSED");
    await("rows with other targets to count as what they are")
        .atMost(PATIENCE)
        .until(() -> isProposedBasedOn(lab, OBSERVED + ROWS));
    assertThat(lab.ids("ANSWERED")).isEmpty();
    answerUntil(lab, answered(lab, 1));
  }

  /** Not the next decision, where giving up was faster than the rows. */
  private static boolean isProposedBasedOn(TestLab lab, long samples) throws Exception {
    return lab.told().stream()
        .filter(each -> each.get("status").asText().equals("PROPOSED"))
        .anyMatch(each -> each.get("basedOnSamples").asLong() == samples);
  }

  @Test
  void aPersonDecides() throws Exception {
    TestLab lab = new TestLab(topics, VARIABLES, 0);
    lab.declare("");
    lab.observe(OBSERVED);
    submit(topics, Delivery.AT_LEAST_ONCE, proposals(60_000, 1, true), null);
    await().atMost(PATIENCE).until(() -> lab.ids("PENDING").size() == 1);
    String refused = lab.ids("PENDING").get(0);

    judge(refused, false);
    await().atMost(PATIENCE).until(() -> lab.ids("PENDING").size() == 2);
    assertThat(lab.ids("GIVEN_UP")).containsExactly(refused);
    String approved = lab.ids("PENDING").get(1);
    judge(approved, true);
    answerUntil(lab, answered(lab, 1));

    assertThat(lab.ids("PROPOSED")).containsExactly(approved);
    assertThat(lab.ids("ANSWERED")).containsExactly(approved);
  }

  private void judge(String decision, boolean approved) {
    topics.send(
        Topic.APPROVALS,
        TestLab.EXPERIMENT,
        "{\"experimentId\":\"chain\",\"decisionId\":\"%s\",\"approved\":%s}"
            .formatted(decision, approved));
  }
}
