// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Experiments that are ended and declared again, by commands against a real broker. */
final class LivesIT {
  private static final int ROWS = 200;
  private static final String DELETE_RETENTION = "delete.retention.ms";

  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

  private static String csv(boolean wrongCell) {
    StringBuilder csv = new StringBuilder("A,B\n");
    for (int t = 0; t < ROWS; t++) {
      String b = wrongCell && t == 100 ? "1000000" : String.valueOf(Math.cos(3.1 * t));
      csv.append(String.format(Locale.ROOT, "%s,%s%n", Math.sin(0.7 * t), b));
    }
    return csv.toString();
  }

  private Console works(Object... arguments) {
    Console console = BROKER.sluice(arguments);
    assertThat(console.err()).isEmpty();
    assertThat(console.code()).isZero();
    return console;
  }

  @Test
  void aCorrectedFileGivesTheAnswerOfTheCorrectedFile() throws IOException {
    Path file = Files.writeString(folder.resolve("f.csv"), csv(true));
    works("replay", "samples", file, "--experiment=f", "--declare");
    works("declare", "--end=f");
    Files.writeString(file, csv(false));
    Console again = works("replay", "samples", file, "--experiment=f", "--declare");
    works("replay", "samples", file, "--experiment=right", "--declare");

    assertThat(again.out()).contains("declared f: 2 continuous variables");
    Console run = works("run", "posterior", "--bounded", "--parallelism=2", "--ui-port=0");
    assertThat(run.out().lines())
        .endsWith("200 dead letters in sluice.dead-letters: 200 former-life");
    assertThat(run.out().lines())
        .filteredOn(line -> line.startsWith("posterior job ended"))
        .singleElement()
        .asString()
        .startsWith(
            "posterior job ended: samples 600 read = 400 accepted + 200 dead-lettered + 0 late + 0"
                + " duplicate + 0 waiting; declarations 4 read = 4 accepted");
    Map<String, PosteriorSnapshot> latest =
        BROKER.latest(Topic.POSTERIOR_LATEST, PosteriorSnapshot.class);
    assertThat(latest.get("f").getSamples()).isEqualTo(ROWS);
    assertThat(latest.get("f").getLogEvidence())
        .isCloseTo(latest.get("right").getLogEvidence(), within(1e-9));
  }

  @Test
  void aFirstLifeCountsAllAndARevisionKeepsItsLife() throws IOException {
    String prefix = "revised.";
    String json =
        "{\"experimentId\":\"r\",\"variables\":[{\"name\":\"A\",\"kind\":\"CONTINUOUS\"}]%s}";
    Path plain = Files.writeString(folder.resolve("r.json"), json.formatted(""));
    BROKER.sluiceOn(prefix, "declare", plain);
    assertThat(samplesFrom(prefix)).isNull();
    BROKER.sluiceOn(prefix, "declare", "--end=r");
    BROKER.sluiceOn(prefix, "declare", plain);
    Long second = samplesFrom(prefix);
    assertThat(second).isNotNull();
    assertThat(BROKER.sluiceOn(prefix, "declare", plain).code()).isZero();
    assertThat(samplesFrom(prefix)).isEqualTo(second);

    BROKER.sluiceOn(prefix, "declare", "--end=r");
    BROKER.sluiceOn(prefix, "declare", plain);
    assertThat(samplesFrom(prefix)).as("the third life, of no samples").isGreaterThan(second);
    Path other = Files.writeString(folder.resolve("o.json"), json.formatted(",\"samplesFrom\":5"));
    assertThat(BROKER.sluiceOn(prefix, "declare", other).err())
        .contains("samplesFrom: 5, but those of the live experiment r count from ")
        .contains("on; end it first: declare --end r");
    BROKER.sluiceOn(prefix, "declare", "--end=r");
    BROKER.sluiceOn(prefix, "declare", other);
    assertThat(samplesFrom(prefix)).as("as the declaration says").isEqualTo(5);
  }

  @Test
  void aLifeBeginsAfterAllSamplesByTheClocksThatWroteThem() throws IOException {
    String prefix = "skewed.";
    Path file = Files.writeString(folder.resolve("s.csv"), "A\n1.5\n2.5\n");
    BROKER.sluiceOn(prefix, "replay", "samples", file, "--experiment=s", "--declare");
    BROKER.sluiceOn(prefix, "declare", "--end=s");
    long ahead = System.currentTimeMillis() + 1_500;
    send(prefix, ahead);
    BROKER.sluiceOn(prefix, "replay", "samples", file, "--experiment=s", "--declare");
    assertThat(Declarations.read(BROKER.settings(prefix)).get("", "s").getSamplesFrom())
        .isEqualTo(ahead + 1);
    assertThat(System.currentTimeMillis()).isGreaterThan(ahead);

    BROKER.sluiceOn(prefix, "declare", "--end=s");
    send(prefix, System.currentTimeMillis() + 600_000);
    assertThat(
            BROKER.sluiceOn(prefix, "replay", "samples", file, "--experiment=s", "--declare").err())
        .contains("sluice replay samples: topic skewed.samples: its latest record is of ")
        .contains("; say samplesFrom in the declaration");
  }

  @Test
  void whereEndsAreForgottenNobodyGuessesWhoseSamplesThereAre() throws Exception {
    String prefix = "forgetful.";
    NewTopic topic = new NewTopic("forgetful.experiments", 1, (short) 1);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrap()))) {
      Map<String, String> configs = Map.of("cleanup.policy", "compact", DELETE_RETENTION, "2000");
      admin.createTopics(List.of(topic.configs(configs))).all().get();
    }
    String json =
        "{\"experimentId\":\"%s\",\"variables\":[{\"name\":\"A\",\"kind\":\"CONTINUOUS\"}]%s}";
    Path plain = Files.writeString(folder.resolve("p.json"), json.formatted("f", ""));
    assertThat(BROKER.sluiceOn(prefix, "declare", plain).code()).as("no samples yet").isZero();
    send(prefix, 1_764_187_200_000L, "{\"experimentId\":\"g\",\"targets\":[],\"values\":[1]}");

    Path other = Files.writeString(folder.resolve("g.json"), json.formatted("g", ""));
    assertThat(BROKER.sluiceOn(prefix, "declare", other))
        .isEqualTo(
            Console.failed(
                "sluice declare: g: forgetful.samples holds records of it, and"
                    + " forgetful.experiments forgets ends after 2 s (delete.retention.ms), so that"
                    + " nobody knows whether they are of a life that has ended; say \"samplesFrom\""
                    + " in the declaration: 0 if they count, 1764187200001 if not"));
    Files.writeString(other, json.formatted("g", ",\"samplesFrom\":1764187200001"));
    assertThat(BROKER.sluiceOn(prefix, "declare", other).code()).isZero();
  }

  private static Long samplesFrom(String prefix) {
    return Declarations.read(BROKER.settings(prefix)).get("", "r").getSamplesFrom();
  }

  /** Sends a sample of somebody else's whose producer sets its timestamp. */
  private static void send(String prefix, long timestamp) {
    send(prefix, timestamp, "{}");
  }

  private static void send(String prefix, long timestamp, String value) {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", BROKER.bootstrap()), bytes, bytes)) {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  prefix + "samples", null, timestamp, null, value.getBytes(UTF_8)));
    }
  }
}
