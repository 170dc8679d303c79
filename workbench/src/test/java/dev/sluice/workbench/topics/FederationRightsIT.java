// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.SecureBroker;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.SluiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator and two sites, each a process with users of its own, go a masked round exactly-once
 * on a broker that speaks TLS and checks rights, with those alone that {@code sluice topics --as
 * commands} prints; and their users can do no more. Passwords come from files, and are found
 * nowhere else.
 */
final class FederationRightsIT {
  @RegisterExtension static final SecureBroker BROKER = SecureBroker.shared();

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final String CENTRE = "rights-centre.";
  private static final String SITE_A = "rights-site-a.";
  private static final String SITE_B = "rights-site-b.";
  private static final String GARBAGE = "no record";
  private static final String JOB =
      " --delivery exactly-once --checkpoint-interval 500ms --parallelism 1 --ui-port 0"
          + " --no-create-topics";

  @TempDir private Path folder;

  private PrintedRights users;

  @Test
  void theRightsOfCoordinatorAndSitesSufficeForARoundAndForNothingElse() throws Exception {
    users = new PrintedRights(BROKER, folder);
    works(
        "simulate federation --experiment lab --sites 2 --graph chain:3 --mechanisms neural:3"
            + " --observational 40 --interventional 5 --topic-prefix %s --site-prefix rights-site-"
                .formatted(CENTRE));
    works("topics --job coordinator,member --topic-prefix " + CENTRE);
    users.grant("coordinator", "lab-", CENTRE);
    for (String site : List.of("a", "b")) {
      users.grant("member", site + "-", CENTRE);
      String own = "rights-site-%s.".formatted(site);
      works("topics --job site --topic-prefix " + own);
      users.grant("site", site + "-", own);
    }
    send(Topic.FED_UPDATE.name(CENTRE));
    send(Topic.FED_BELIEF.name(CENTRE));
    send(Topic.SAMPLES.name(SITE_A));

    goARound();

    assertThat(values(SITE_A, Topic.DEAD_LETTERS)).containsExactly(GARBAGE, GARBAGE);
    assertThat(values(SITE_B, Topic.DEAD_LETTERS)).containsExactly(GARBAGE);
    assertThat(values(CENTRE, Topic.DEAD_LETTERS)).containsExactly(GARBAGE);
    canDoNothingElse();
  }

  private void goARound() throws Exception {
    List<SluiceProcess> jobs = new ArrayList<>();
    try {
      jobs.add(
          start(
              "coordinator",
              "run coordinator --secure --sites 2 --rounds 1 --topic-prefix "
                  + "%s --kafka-properties %s"
                      .formatted(CENTRE, users.login("lab-federation-coordinator"))));
      for (String site : List.of("a", "b")) {
        jobs.add(
            start(
                site,
                "run site --site %1$s --secret %2$s/%1$s.secret --topic-prefix rights-site-%1$s."
                        .formatted(site, folder)
                    + " --kafka-properties %s --coordinator %s --coordinator-topic-prefix %s"
                        .formatted(users.login(site + "-federation-site"), BROKER.users(), CENTRE)
                    + " --coordinator-properties %s --new-samples 1 --fit-steps 2 --graph-steps 2"
                        .formatted(users.login(site + "-federation-member"))));
      }
      await().atMost(PATIENCE).until(() -> isOver(jobs));
      for (SluiceProcess job : jobs) {
        assertThat(job.said()).contains(" job runs").doesNotContain("-password");
        assertThat(job.line()).noneMatch(argument -> argument.contains("-password"));
      }
    } finally {
      jobs.forEach(SluiceProcess::close);
    }
  }

  private boolean isOver(List<SluiceProcess> jobs) throws IOException {
    for (SluiceProcess job : jobs) {
      job.requireAlive();
    }
    return values(CENTRE, Topic.FED_BELIEF).stream()
            .anyMatch(
                belief ->
                    belief.contains("\"phase\":\"ENDED\"")
                        && belief.contains("\"sites\":[\"a\",\"b\"]"))
        && values(SITE_A, Topic.DEAD_LETTERS).size() == 2
        && values(SITE_B, Topic.DEAD_LETTERS).size() == 1
        && values(CENTRE, Topic.DEAD_LETTERS).size() == 1;
  }

  /** As the broker judges it, of all topics there are in the federation. */
  private void canDoNothingElse() throws Exception {
    List<String> topics = new ArrayList<>();
    for (Topic topic : List.of(Topic.EXPERIMENTS, Topic.SAMPLES, Topic.DEAD_LETTERS)) {
      topics.addAll(List.of(topic.name(SITE_A), topic.name(SITE_B)));
    }
    for (Topic topic :
        List.of(
            Topic.EXPERIMENTS,
            Topic.DEAD_LETTERS,
            Topic.FED_BELIEF,
            Topic.FED_KEYS,
            Topic.FED_SHARES,
            Topic.FED_UPDATE,
            Topic.FED_AUDIT)) {
      topics.add(topic.name(CENTRE));
    }
    assertThat(users.may("lab-federation-coordinator", topics))
        .isEqualTo(
            rights(
                "rights-centre.experiments READ",
                "rights-centre.fed.keys READ",
                "rights-centre.fed.shares READ",
                "rights-centre.fed.update READ",
                "rights-centre.fed.belief READ WRITE",
                "rights-centre.dead-letters READ WRITE"));
    for (String site : List.of("a", "b")) {
      assertThat(users.may(site + "-federation-member", topics))
          .isEqualTo(
              rights(
                  "rights-centre.fed.belief READ",
                  "rights-centre.fed.keys WRITE",
                  "rights-centre.fed.shares READ WRITE",
                  "rights-centre.fed.update WRITE",
                  "rights-centre.fed.audit WRITE"));
      String own = "rights-site-" + site;
      assertThat(users.may(site + "-federation-site", topics))
          .isEqualTo(
              rights(
                  own + ".experiments READ",
                  own + ".samples READ",
                  own + ".dead-letters READ WRITE"));
    }
    for (String topic : List.of(Topic.FED_BELIEF.name(CENTRE), Topic.SAMPLES.name(SITE_B))) {
      assertThatThrownBy(() -> users.send("a-federation-member", topic))
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
    for (String user : List.of("a-federation-member", "a-federation-site")) {
      assertThatThrownBy(() -> users.read(user, Topic.SAMPLES.name(SITE_B)))
          .isInstanceOf(TopicAuthorizationException.class);
    }
    assertThatThrownBy(() -> users.read("a-federation-member", Topic.FED_UPDATE.name(CENTRE)))
        .isInstanceOf(TopicAuthorizationException.class);
  }

  /** By topic, what may be done with it beside describing it. */
  private static Map<String, String> rights(String... lines) {
    Map<String, String> rights = new TreeMap<>();
    for (String line : lines) {
      int end = line.indexOf(' ');
      rights.put(line.substring(0, end), "DESCRIBE" + line.substring(end));
    }
    return rights;
  }

  private SluiceProcess start(String name, String command) throws IOException {
    String all = command + JOB + " --bootstrap " + BROKER.users();
    return SluiceProcess.start(folder, name, List.of(all.split(" ")));
  }

  private static void works(String command) {
    Console console =
        Console.sluice((Object[]) (command + " --bootstrap " + BROKER.plain()).split(" "));
    assertThat(console.code()).as("%s", console).isZero();
  }

  private static void send(String topic) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BROKER.plain()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "lab", GARBAGE)).get();
    }
  }

  private static List<String> values(String prefix, Topic topic) {
    KafkaSettings settings =
        new KafkaSettings(
            BROKER.plain(), prefix, Delivery.AT_LEAST_ONCE, WireFormat.JSON, null, 1, Map.of());
    List<String> values = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(settings, topic)) {
      reader.readToEnd(record -> values.add(new String(record.value(), UTF_8)));
    }
    return values;
  }
}
