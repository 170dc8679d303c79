// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Encoder;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.TestTopics;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job of a site between its own topics and those of a coordinator. */
class SiteJobIT {

  @RegisterExtension static final TestBroker BROKER = TestBroker.shared();
  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension final TestTopics own = new TestTopics(BROKER, SiteJob.TOPICS);

  @RegisterExtension final TestTopics hub = new TestTopics(BROKER, SiteJob.COORDINATOR_TOPICS);

  @TempDir Path directory;

  private SiteSettings settings() {
    SiteSettings base =
        Fixture.settings(
            Fixture.secret(directory), Share.BELIEFS, SiteRules.plain(2, false), false);
    return new SiteSettings(
        topics(own, "site"),
        topics(hub, "site-s"),
        base.site(),
        base.secretFile(),
        base.share(),
        base.rules(),
        base.delta(),
        base.newSamples(),
        base.minimumRows(),
        base.training(),
        base.admission());
  }

  private static JobTopics topics(TestTopics topics, String name) {
    KafkaSettings kafka = topics.settings(Delivery.EXACTLY_ONCE);
    return new JobTopics(kafka, kafka.prefix() + name, false);
  }

  private JobID submit(String savepoint) throws Exception {
    return CLUSTER.submit(env -> SiteJob.build(env, settings()), 2, savepoint);
  }

  private void send(int from, int to) {
    List<String> samples = new ArrayList<>();
    for (int t = from; t < to; t++) {
      samples.add(
          "{\"experimentId\":\"e\",\"sampleId\":\"s%d\",\"targets\":[%s],\"values\":[%d,%d,%d]}"
              .formatted(t, t % 2 == 0 ? "" : "\"A\"", t % 3, (t + 1) % 3, (t + 2) % 3));
    }
    own.sendAll(Topic.SAMPLES, "e", samples);
  }

  private void say(FederationBelief.Builder belief) {
    byte[] json =
        Encoder.of(FederationBelief.class, WireFormat.JSON, null, "unused").encode(belief.build());
    hub.send(Topic.FED_BELIEF, "e", new String(json, StandardCharsets.UTF_8));
  }

  private List<JsonNode> records(Topic topic) throws Exception {
    List<JsonNode> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : hub.records(topic)) {
      assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("e");
      records.add(JSON.readTree(record.value()));
    }
    return records;
  }

  private List<JsonNode> awaited(Topic topic, int count) {
    return await().atMost(PATIENCE).until(() -> records(topic), found -> found.size() >= count);
  }

  private JsonNode awaitedRefusal() {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                records(Topic.FED_AUDIT).stream()
                    .filter(audit -> audit.get("what").asText().equals("REFUSED"))
                    .findFirst(),
            Optional::isPresent)
        .get();
  }

  @Test
  void answersRoundsOverARestartAndSendsNoSample() throws Exception {
    own.send(
        Topic.EXPERIMENTS,
        "e",
        "{\"experimentId\":\"e\",\"variables\":["
            + "{\"name\":\"C\",\"kind\":\"CATEGORICAL\",\"categories\":3},"
            + "{\"name\":\"A\",\"kind\":\"CATEGORICAL\",\"categories\":3},"
            + "{\"name\":\"B\",\"kind\":\"CATEGORICAL\",\"categories\":3}]}");
    say(Fixture.belief(0, FederationPhase.UPDATES));
    JobID job = submit(null);
    send(0, 40);
    JsonNode update = awaited(Topic.FED_UPDATE, 1).get(0);
    assertThat(update.get("site").asText()).isEqualTo("s");
    assertThat(update.get("round").asLong()).isZero();
    assertThat(update.get("numbers").binaryValue()).hasSize(13 * 4);
    assertThat(awaited(Topic.FED_AUDIT, 1).get(0).get("what").asText()).isEqualTo("UPDATE");

    String savepoint = CLUSTER.stop(job);
    send(40, 80);
    submit(savepoint);
    say(Fixture.belief(1, FederationPhase.KEYS));
    assertThat(awaited(Topic.FED_KEYS, 1).get(0).get("round").asLong()).isEqualTo(1);
    say(Fixture.belief(2, FederationPhase.UPDATES).setMinimumSites(1));
    JsonNode refused = awaitedRefusal();
    assertThat(refused.get("round").asLong()).isEqualTo(2);
    assertThat(refused.get("reason").asText())
        .isEqualTo("sums of 1 sites are made; this site is in none of fewer than 2");
    // What is asked again, as after a restart, is answered with the same bytes.
    assertThat(records(Topic.FED_UPDATE)).containsOnly(update);
    assertThat(new HashSet<>(records(Topic.FED_KEYS))).hasSize(1);
    assertThat(records(Topic.FED_SHARES)).isEmpty();
    assertThat(own.deadLetters()).isEmpty();
  }
}
