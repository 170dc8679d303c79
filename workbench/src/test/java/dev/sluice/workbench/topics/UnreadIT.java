// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.StandInRegistry;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SchemaVersions;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.posterior.SnapshotFixture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of records that they cannot read. */
final class UnreadIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  private static final String NO_REGISTRY =
      "begins with 00 like a Confluent frame, but no schema registry is configured";

  @TempDir private Path folder;
  @AutoClose private final StandInRegistry registry = new StandInRegistry();

  @Test
  void aDeclarationIsNotSentBesideOnesThatCannotBeRead() throws IOException {
    String prefix = "framed.";
    KafkaSettings settings = BROKER.settings(prefix);
    TopicCreation.create(settings, List.of(Topic.EXPERIMENTS, Topic.SAMPLES));
    send(settings, Topic.EXPERIMENTS, "lab", frame(1, avro(experiment("lab", "A", "B"))));
    send(settings, Topic.EXPERIMENTS, "lab", frame(2, new byte[] {'{', '}'}));
    Path file =
        Files.writeString(
            folder.resolve("lab.json"),
            "{\"experimentId\":\"lab\",\"variables\":[{\"name\":\"C\",\"kind\":\"CONTINUOUS\"},"
                + "{\"name\":\"D\",\"kind\":\"CONTINUOUS\"}]}");

    assertThat(BROKER.sluiceOn(prefix, "declare", file))
        .isEqualTo(
            Console.failed(
                "sluice declare: --registry is missing: 2 records could not be read, such as"
                    + " framed.experiments/0/0: "
                    + NO_REGISTRY));
    assertThat(BROKER.sluiceOn(prefix, "declare", "--end=lab").code()).isEqualTo(1);

    // With the registry, the live declaration is known; a JSON Schema among them breaks nothing.
    registry.on(
        "GET /schemas/ids/1",
        200,
        StandInRegistry.schema(SchemaVersions.newest(Experiment.class).toString()));
    registry.on("GET /schemas/ids/2", 200, "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    String option = "--registry=" + registry.address();
    assertThat(BROKER.sluiceOn(prefix, "declare", file, option).err())
        .contains("experiment lab is declared with other variables, [A, B]; end it first");
    assertThat(BROKER.sluiceOn(prefix, "declare", "--end=none", option).err())
        .contains(
            "there are [lab]; 1 record could not be read (framed.experiments/0/1: schema 2 of"
                + " the registry is JSON, not Avro)");
    assertThat(BROKER.sluiceOn(prefix, "declare", "--end=lab", option))
        .isEqualTo(Console.said("ended lab"));
  }

  @Test
  void aRegistryThatIsNoneIsOneLine() throws IOException {
    String prefix = "away.";
    KafkaSettings settings = BROKER.settings(prefix);
    TopicCreation.create(settings, List.of(Topic.EXPERIMENTS, Topic.SAMPLES));
    send(settings, Topic.EXPERIMENTS, "lab", frame(1, avro(experiment("lab", "A", "B"))));
    Console ended =
        BROKER.sluiceOn(
            prefix,
            "declare",
            "--end=lab",
            "--registry=http://me:s3cret@" + registry.host() + "/wrong");

    assertThat(ended)
        .isEqualTo(
            Console.failed(
                "sluice declare: schema registry answers HTTP 404 without \"schema\" at %s/wrong/schemas/ids/1: <html>no such page</html>"
                    .formatted(registry.address())));
  }

  @Test
  void theLatestThatIsShownMayBeOlder() {
    String prefix = "shown.";
    KafkaSettings settings = BROKER.settings(prefix);
    TopicCreation.create(settings, List.of(Topic.POSTERIOR_LATEST, Topic.POSTERIOR_METRICS));
    try (Publisher<PosteriorSnapshot> latest =
        Publisher.of(settings, Topic.POSTERIOR_LATEST, PosteriorSnapshot.class)) {
      latest.send("lab", SnapshotFixture.snapshot("A", "B", "C"));
      latest.sendBytes("lab", frame(1, new byte[] {1}));
      latest.sendBytes("other", frame(1, new byte[] {1}));
      latest.sendBytes("framed", frame(1, new byte[] {1}));
    }

    Console shown = BROKER.sluiceOn(prefix, "watch", "posterior", "--once", "--experiment=lab");
    assertThat(shown.code()).isZero();
    assertThat(shown.out().lines())
        .anyMatch(
            line ->
                line.matches(
                    "1 record could not be read \\(shown.posterior.latest/\\d/1: "
                        + NO_REGISTRY
                        + "\\); the latest that is shown may be older"));
    assertThat(
            BROKER
                .sluiceOn(
                    prefix, "watch", "posterior", "--once", "--experiment=framed", "--timeout=0s")
                .err())
        .contains("there are those of lab; 1 record could not be read (shown.posterior.latest/")
        .contains(NO_REGISTRY);
  }

  @Test
  void scenariosThatCannotBeReadAreSaid() throws IOException {
    String prefix = "survey.";
    KafkaSettings settings = BROKER.settings(prefix);
    TopicCreation.create(settings, List.of(Topic.SURVEY_SCENARIOS, Topic.SURVEY_RESPONSES));
    try (Publisher<SurveyScenario> scenarios =
        Publisher.of(settings, Topic.SURVEY_SCENARIOS, SurveyScenario.class)) {
      scenarios.sendBytes("s1", frame(1, new byte[] {1}));
    }

    assertThat(
            BROKER
                .sluiceOn(
                    prefix,
                    "simulate",
                    "survey",
                    "--set=low",
                    "--no-declare",
                    "--profile=random",
                    "--models=m")
                .err())
        .contains(
            "--registry is missing: 1 record could not be read, such as survey.survey.scenarios/0/0: ");
  }

  private static void send(KafkaSettings settings, Topic topic, String key, byte[] value) {
    try (Publisher<Experiment> publisher = Publisher.of(settings, topic, Experiment.class)) {
      publisher.sendBytes(key, value);
    }
  }

  private static Experiment experiment(String id, String... variables) {
    return Experiment.newBuilder()
        .setExperimentId(id)
        .setVariables(
            List.of(variables).stream()
                .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                .toList())
        .build();
  }

  /** The record's Avro binary: that of a single object without its header of 10 bytes. */
  private static byte[] avro(Experiment experiment) throws IOException {
    ByteBuffer object = Experiment.getEncoder().encode(experiment);
    byte[] bytes = new byte[object.position(10).remaining()];
    object.get(bytes);
    return bytes;
  }

  private static byte[] frame(int id, byte[] value) {
    return ByteBuffer.allocate(5 + value.length).put((byte) 0).putInt(id).put(value).array();
  }
}
