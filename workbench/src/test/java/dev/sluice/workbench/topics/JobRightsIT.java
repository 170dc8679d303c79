// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.SecureBroker;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each job runs exactly-once under a user with the rights that are printed for it, on a broker that
 * checks rights; and this user can do no more. His password reaches the clients as in the
 * manifests: each looks it up in a file.
 */
final class JobRightsIT {
  @RegisterExtension static final SecureBroker BROKER = SecureBroker.shared();

  private static final String GARBAGE = "no record";

  @TempDir private Path folder;

  static List<JobAccess> jobs() {
    return List.of(
        new JobAccess("posterior", PosteriorJob.TOPICS, PosteriorJob.INPUTS),
        new JobAccess("posterior", withEffects(), PosteriorJob.INPUTS),
        new JobAccess("adaptation", AdaptationJob.TOPICS, AdaptationJob.INPUTS),
        new JobAccess("discovery", DiscoveryJob.TOPICS, DiscoveryJob.INPUTS),
        new JobAccess("survey", SurveyJob.TOPICS, SurveyJob.INPUTS),
        new JobAccess("mesa", MesaJob.topics(true), MesaJob.inputs(true)),
        new JobAccess("lesion", LesionJob.TOPICS, LesionJob.INPUTS),
        new JobAccess("enhance", EnhanceJob.TOPICS, EnhanceJob.INPUTS));
  }

  private static List<Topic> withEffects() {
    return Stream.concat(PosteriorJob.TOPICS.stream(), PosteriorJob.EFFECTS.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void theRightsSufficeAndTheInputsAreOutOfReach(JobAccess job) throws Exception {
    String prefix = "rights-%s-%d.".formatted(job.job(), job.topics().size());
    KafkaSettings everything = settings(prefix, BROKER.plain(), Map.of());
    begin(job, everything);
    Rights.grant(everything, job.rights(prefix, SecureBroker.GUEST));

    Console run = run(job, prefix);

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(values(everything, Topic.DEAD_LETTERS)).containsExactly(GARBAGE);
    assertThat(values(everything, results(job))).isNotEmpty();
    for (Topic input : job.inputs()) {
      assertThatThrownBy(() -> send(input.name(prefix), null))
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
    assertThatThrownBy(() -> send("other." + job.job() + ".metrics", null))
        .hasCauseInstanceOf(TopicAuthorizationException.class);
    assertThatThrownBy(() -> send(results(job).name(prefix), prefix + "other-metrics-0"))
        .isInstanceOf(TransactionalIdAuthorizationException.class);
    try (Admin guest = Admin.create(properties(BROKER.users(), login()))) {
      assertThatThrownBy(
              () ->
                  guest.createTopics(List.of(new NewTopic(prefix + "x", 1, (short) 1))).all().get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> guest.deleteTopics(List.of(results(job).name(prefix))).all().get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  void whoMayNotReadHisOutputCannotDeliverExactlyOnce() throws Exception {
    String prefix = "unread.";
    JobAccess job = jobs().get(0);
    KafkaSettings everything = settings(prefix, BROKER.plain(), Map.of());
    begin(job, everything);
    List<AclBinding> fewer = new ArrayList<>(job.rights(prefix, SecureBroker.GUEST));
    fewer.removeIf(
        right ->
            right.pattern().name().equals(Topic.POSTERIOR_METRICS.name(prefix))
                && right.entry().operation() == AclOperation.READ);
    Rights.grant(everything, fewer);

    assertThat(run(job, prefix).code()).isNotZero();
    assertThat(values(everything, Topic.POSTERIOR_METRICS)).isEmpty();
  }

  /** Creates the job's topics, and sends what it is to read. */
  private void begin(JobAccess job, KafkaSettings settings) throws Exception {
    TopicCreation.create(settings, job.topics());
    new JobInput(job, folder).send(settings);
    Topic data = job.inputs().stream().filter(input -> !input.compacted()).toList().get(0);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            properties(BROKER.plain(), Map.of()), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(data.name(settings.prefix()), GARBAGE)).get();
    }
  }

  private Console run(JobAccess job, String prefix) throws IOException {
    Path properties = folder.resolve("client.properties");
    Files.write(properties, login().entrySet().stream().map(Object::toString).toList());
    List<Object> arguments = new ArrayList<>(List.of("run", job.job(), "--bounded"));
    arguments.addAll(new JobInput(job, folder).options());
    arguments.addAll(List.of("--delivery=exactly-once", "--checkpoint-interval=500ms"));
    arguments.addAll(List.of("--parallelism=1", "--ui-port=0", "--no-create-topics"));
    arguments.addAll(List.of("--kafka-properties=" + properties, "--topic-prefix=" + prefix));
    arguments.add("--bootstrap=" + BROKER.users());
    return Console.sluice(arguments.toArray());
  }

  /** As the manifests log in: what is secret stands in a file of its own. */
  private Map<String, String> login() throws IOException {
    Map<String, String> login =
        new HashMap<>(BROKER.login(SecureBroker.GUEST, SecureBroker.password(SecureBroker.GUEST)));
    Path secrets = Files.createDirectories(folder.resolve("user"));
    Files.writeString(secrets.resolve("sasl.jaas.config"), login.get("sasl.jaas.config"));
    login.put("sasl.jaas.config", "${dir:" + secrets + ":sasl.jaas.config}");
    login.put("config.providers", "dir");
    login.put(
        "config.providers.dir.class",
        "org.apache.kafka.common.config.provider.DirectoryConfigProvider");
    login.put("config.providers.dir.param.allowed.paths", secrets.toString());
    return login;
  }

  private void send(String topic, String transaction) throws Exception {
    Map<String, Object> properties = properties(BROKER.users(), login());
    properties.put("max.block.ms", "10000");
    if (transaction != null) {
      properties.put("transactional.id", transaction);
    }
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      if (transaction != null) {
        producer.initTransactions();
      }
      producer.send(new ProducerRecord<>(topic, "x")).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Where all goes that the job has found. */
  private static Topic results(JobAccess job) {
    return job.topics().stream()
        .filter(topic -> !job.inputs().contains(topic) && !topic.compacted())
        .filter(topic -> topic != Topic.DEAD_LETTERS)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> values(KafkaSettings settings, Topic topic) {
    List<String> values = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(settings, topic)) {
      reader.readToEnd(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
    }
    return values;
  }

  private static Map<String, Object> properties(String bootstrap, Map<String, String> login) {
    Map<String, Object> properties = new HashMap<>(login);
    properties.put("bootstrap.servers", bootstrap);
    return properties;
  }

  private static KafkaSettings settings(
      String prefix, String bootstrap, Map<String, String> properties) {
    return new KafkaSettings(
        bootstrap, prefix, Delivery.AT_LEAST_ONCE, WireFormat.JSON, null, 262_144, properties);
  }
}
