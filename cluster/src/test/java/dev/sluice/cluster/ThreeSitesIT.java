// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The commands of docs/federation.md by which three sites find one graph, taken from there, each a
 * process of its own. In mid-round a site and the coordinator are killed, and go on from the last
 * checkpoints that they kept. No site alone finds the graph.
 */
class ThreeSitesIT {
  private static final Path FOLDER = Path.of("target", "three-sites").toAbsolutePath();
  private static final Path PAGE = Path.of("..", "docs", "federation.md");
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(5));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEADING = "## Three sites";
  private static final List<String> SITES = List.of("a", "b", "c");
  private static final int ROUNDS = 3;

  /** Messages of a site in a secure round. */
  private static final int MESSAGES = 4;

  private final Installation installation = Installation.here();
  private final List<JavaProcess> processes = new ArrayList<>();
  private List<String> commands;
  private KafkaSettings centre;

  @BeforeEach
  void beginAnew() throws IOException {
    Utils.delete(FOLDER.toFile());
    Files.createDirectories(FOLDER);
  }

  @Test
  void theLinesOfThePageFindTheGraphThoughASiteAndTheCoordinatorAreKilled() throws Exception {
    try (BrokerProcess broker =
        new BrokerProcess(installation, FOLDER.resolve("broker"), PATIENCE)) {
      broker.start();
      centre = settings(broker.bootstrap(), Topic.DEFAULT_PREFIX);
      commands = commands(broker.bootstrap());
      assertThat(start("simulate", command("simulate", "")).await(PATIENCE.limit())).isZero();
      JavaProcess coordinator = start("coordinator", command("run coordinator", ""));
      Map<String, JavaProcess> sites = new HashMap<>();
      SITES.forEach(site -> sites.put(site, start(site, command("run site", site))));
      await("the second round to be masked", "\"round\":1,", "\"phase\":\"MASKED\"");

      sites.get("b").kill();
      coordinator.kill();
      start("coordinator", again("run coordinator", ""));
      start("b", again("run site", "b"));

      await("the end", "\"phase\":\"ENDED\"");
      foundTheGraph();
      saidEverythingOnce();
      noneFindsItAlone(broker.bootstrap());
      for (String prefix : List.of(Topic.DEFAULT_PREFIX, "site-a.", "site-b.", "site-c.")) {
        assertThat(records(settings(broker.bootstrap(), prefix), Topic.DEAD_LETTERS)).isEmpty();
      }
      List<String> watch = command("watch federation", "");
      watch.add("--once");
      JavaProcess watching = start("watch", watch);
      assertThat(watching.await(PATIENCE.limit())).isZero();
      assertThat(watching.output()).contains("lab: beliefs of 6 variables, ended after 3 rounds");
    } finally {
      processes.forEach(JavaProcess::close);
    }
  }

  private void foundTheGraph() throws IOException {
    List<String> beliefs = records(centre, Topic.FED_BELIEF);
    Map<Long, Integer> shd = new TreeMap<>();
    for (String belief : beliefs) {
      JsonNode said = JSON.readTree(belief);
      assertThat(said.get("attempt").asInt()).isZero();
      if (said.hasNonNull("shd")) {
        shd.put(said.get("round").asLong(), said.get("shd").asInt());
        assertThat(said.get("sites").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
      }
    }
    assertThat(shd).hasSize(ROUNDS);
    assertThat(shd.get((long) ROUNDS)).isBetween(0, 1);
  }

  /** Repeats have the same bytes, and of nothing there are two kinds. */
  private void saidEverythingOnce() throws IOException {
    Set<String> rounds = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    for (String update : records(centre, Topic.FED_UPDATE)) {
      JsonNode said = JSON.readTree(update);
      assertThat(said.hasNonNull("seedCommitment")).as("masked").isTrue();
      rounds.add(said.get("site").asText() + said.get("round"));
      numbers.add(said.get("numbers").asText());
    }
    assertThat(rounds).hasSize(SITES.size() * ROUNDS);
    assertThat(numbers).hasSize(SITES.size() * ROUNDS);
    Map<String, Long> bytes = new HashMap<>();
    for (String audit : records(centre, Topic.FED_AUDIT)) {
      JsonNode said = JSON.readTree(audit);
      String message =
          "%s %s %s"
              .formatted(said.get("site").asText(), said.get("round"), said.get("what").asText());
      bytes.put(message, said.get("bytes").asLong());
    }
    assertThat(bytes).hasSize(SITES.size() * ROUNDS * MESSAGES);
    assertThat(bytes).containsEntry("a 2 KEYS", 64L).containsEntry("b 1 MASKED_UPDATE", 308L);
  }

  /** With the same samples and as many rounds of the same steps. */
  private void noneFindsItAlone(String bootstrap) throws IOException {
    String declaration = records(centre, Topic.EXPERIMENTS).get(0);
    for (String site : SITES) {
      List<String> samples = records(settings(bootstrap, "site-" + site + "."), Topic.SAMPLES);
      SiteAlone alone = new SiteAlone(command("run site", site), declaration);
      assertThat(alone.shd(samples, ROUNDS)).as("%s alone", site).isPositive();
    }
  }

  private void await(String what, String... parts) {
    PATIENCE.await(
        what,
        () ->
            records(centre, Topic.FED_BELIEF).stream()
                .anyMatch(belief -> Arrays.stream(parts).allMatch(belief::contains)),
        () -> processes.stream().map(JavaProcess::output).toList().toString());
  }

  private static KafkaSettings settings(String bootstrap, String prefix) {
    return new KafkaSettings(
        bootstrap, prefix, Delivery.AT_LEAST_ONCE, WireFormat.JSON, null, 1 << 22, Map.of());
  }

  private static List<String> records(KafkaSettings settings, Topic topic) {
    List<String> records = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(settings, topic)) {
      reader.readToEnd(record -> records.add(new String(record.value(), UTF_8)));
    }
    return records;
  }

  /** The page's commands, of this broker and in this folder. */
  private static List<String> commands(String bootstrap) throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    String section = page.substring(page.indexOf(HEADING + "\n"));
    String lines = section.substring(section.indexOf("```sh\n") + 6);
    return lines
        .substring(0, lines.indexOf("```\n"))
        .replace("\\\n", " ")
        .lines()
        .map(line -> line.replaceFirst(" *#.*", "").strip())
        .filter(line -> line.startsWith("./sluice "))
        .map(line -> line.substring("./sluice ".length()).replaceFirst(" *&$", ""))
        .map(line -> line.replace("localhost:9092", bootstrap))
        .map(line -> line.replaceAll("--(secret|state-dir) ", "--$1 " + FOLDER + "/"))
        .toList();
  }

  private List<String> command(String beginning, String site) {
    List<String> found =
        commands.stream().filter(command -> command.startsWith(beginning)).toList();
    assertThat(found).as(beginning).hasSize(1);
    return new ArrayList<>(List.of(found.get(0).replace("$site", site).split(" +")));
  }

  /** The same command, from the last checkpoint that it has kept. */
  private List<String> again(String beginning, String site) {
    List<String> command = command(beginning, site);
    Path state = Path.of(command.get(command.indexOf("--state-dir") + 1));
    try (Stream<Path> kept = Files.walk(state.resolve("checkpoints"))) {
      Path last =
          kept.filter(file -> file.endsWith("_metadata"))
              .max(Comparator.comparing(file -> file.toFile().lastModified()))
              .orElseThrow();
      command.addAll(List.of("--from-savepoint", last.getParent().toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return command;
  }

  private JavaProcess start(String name, List<String> arguments) {
    JavaProcess process =
        JavaProcess.start(
            new JavaProcess.Command(
                name,
                List.of(
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-Dsluice.log=" + FOLDER.resolve(name + "-flink.log")),
                installation.workbench(),
                "dev.sluice.workbench.Sluice",
                arguments,
                Map.of()),
            FOLDER);
    processes.add(process);
    return process;
  }
}
