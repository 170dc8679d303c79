// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job that learns by networks and proposes interventions, and a laboratory that answers. */
class ProposingIT {
  private static final int VARIABLES = 3;
  private static final int OBSERVED = 60;
  private static final int ROWS = 4;

  /** So many that networks tell more than chance does: then the rule is AIT. */
  private static final int FIT_STEPS = 1000;

  private static final int DECISIONS = 2;
  private static final List<Topic> ALL =
      Stream.concat(DiscoveryJob.TOPICS.stream(), Targeting.TOPICS.stream()).toList();

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  @RegisterExtension final TestTopics topics = new TestTopics(BROKER, ALL);
  @RegisterExtension final TestTopics twinTopics = new TestTopics(BROKER, ALL);

  private static JobID submit(TestTopics topics, int parallelism, String savepoint)
      throws Exception {
    KafkaSettings kafka = topics.settings(Delivery.AT_LEAST_ONCE);
    ProposalSettings proposals =
        new ProposalSettings(
            TargetingRule.AIT,
            ROWS,
            List.of(),
            OBSERVED,
            1,
            60_000,
            1,
            false,
            0,
            ProposalSettings.WhenSaturated.ROUND_ROBIN,
            1);
    DiscoverySettings settings =
        Fixture.proposing(
            Fixture.settings(
                new JobTopics(kafka, kafka.prefix() + "discovery", false), FIT_STEPS, 1 << 24),
            proposals);
    return CLUSTER.submit(env -> DiscoveryJob.build(env, settings), parallelism, savepoint);
  }

  private static TestLab lab(TestTopics topics) {
    TestLab lab = new TestLab(topics, VARIABLES, 0);
    lab.declare(",\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"C\"]]");
    lab.observe(OBSERVED);
    return lab;
  }

  private static void answerUntil(TestLab lab, int answered) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              lab.answer();
              return lab.ids("ANSWERED").size() >= answered
                  && lab.ids("PROPOSED").size() > answered;
            });
  }

  private static List<JsonNode> withStatus(TestLab lab, String status, int first) throws Exception {
    return lab.told().stream()
        .filter(each -> each.get("status").asText().equals(status))
        .limit(first)
        .toList();
  }

  @Test
  void theLoopGoesOnAndAfterAStopDecidesAsAnUndisturbedTwin() throws Exception {
    TestLab twin = lab(twinTopics);
    JobID undisturbed = submit(twinTopics, 2, null);
    answerUntil(twin, DECISIONS);
    CLUSTER.stop(undisturbed);
    TestLab lab = lab(topics);
    JobID first = submit(topics, 2, null);
    answerUntil(lab, 1);
    String savepoint = CLUSTER.stop(first);
    lab.answer(); // while the job is away
    submit(topics, 1, savepoint);
    answerUntil(lab, DECISIONS);

    assertThat(lab.ids("PROPOSED").subList(0, DECISIONS + 1))
        .isEqualTo(twin.ids("PROPOSED").subList(0, DECISIONS + 1));
    assertThat(lab.ids("ANSWERED"))
        .startsWith(lab.ids("PROPOSED").subList(0, DECISIONS).toArray(String[]::new));
    List<JsonNode> proposed = withStatus(twin, "PROPOSED", DECISIONS + 1);
    List<JsonNode> answered = withStatus(twin, "ANSWERED", DECISIONS);
    for (int k = 0; k <= DECISIONS; k++) {
      assertThat(proposed.get(k).get("basedOnSamples").asLong())
          .isEqualTo(OBSERVED + (long) k * ROWS);
      assertThat(proposed.get(k).get("rule").asText()).isEqualTo("AIT");
      assertThat(proposed.get(k).get("expectedGain").isNull()).as("ait expects no nats").isTrue();
    }
    for (int k = 0; k < DECISIONS; k++) {
      double before = proposed.get(k).get("entropy").asDouble();
      double after = answered.get(k).get("entropy").asDouble();
      assertThat(answered.get(k).get("answeredRows").asInt()).isEqualTo(ROWS);
      assertThat(answered.get(k).get("realisedGain").asDouble()).isEqualTo(before - after);
      assertThat(proposed.get(k + 1).get("entropy").asDouble()).isEqualTo(after);
    }
    assertThat(scored(twinTopics).subList(0, DECISIONS + 1)).containsExactly(60L, 64L, 68L);
  }

  /** Samples of the snapshots that have scores. */
  private static List<Long> scored(TestTopics topics) throws Exception {
    List<Long> samples = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : topics.records(Topic.DISCOVERY_METRICS)) {
      JsonNode snapshot = new ObjectMapper().readTree(record.value());
      if (!snapshot.get("targetScores").isNull()) {
        assertThat(snapshot.get("targetScores").get("candidates")).hasSize(VARIABLES);
        samples.add(snapshot.get("samples").asLong());
      }
    }
    return samples;
  }
}
