// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import dev.sluice.workbench.local.EmbeddedBroker;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declares experiments, replays files and ends experiments, against a real broker. */
final class ReplayIT {
  private static EmbeddedBroker broker;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start("test", 0, null);
  }

  @AfterAll
  static void stop() throws IOException {
    broker.close();
  }

  @Test
  void replaysAContinuousFileWithTargets() throws IOException {
    String prefix = "continuous.";
    Path declaration =
        Files.writeString(
            folder.resolve("waves.json"),
            """
            {"experimentId": "waves", "variables": [
              {"name": "A", "kind": "CONTINUOUS"}, {"name": "B", "kind": "CONTINUOUS"},
              {"name": "C", "kind": "CONTINUOUS"}, {"name": "D", "kind": "CONTINUOUS"}]}
            """);
    Path csv = Files.writeString(folder.resolve("waves.csv"), FormulaCsv.continuous());

    Console declared = sluice(prefix, "declare", declaration);
    Console replayed =
        sluice(prefix, "replay", "samples", csv, "--experiment=waves", "--targets-column=INT");

    assertThat(declared).isEqualTo(said("declared waves: 4 continuous variables"));
    assertThat(replayed)
        .isEqualTo(
            said(
                "sent 12 samples of waves to continuous.samples: 3 observational, 9"
                    + " interventional"));
    List<Sample> samples = samples(prefix);
    assertThat(samples).hasSize(FormulaCsv.ROWS);
    for (int t = 0; t < FormulaCsv.ROWS; t++) {
      List<String> targets = t % 5 == 0 ? List.of() : List.of("ABCD".substring(t % 5 - 1, t % 5));
      assertThat(samples.get(t))
          .isEqualTo(
              new Sample(
                  "waves",
                  "waves:" + (t + 1),
                  null,
                  targets,
                  InterventionKind.PERFECT,
                  FormulaCsv.values(t),
                  null,
                  null,
                  null));
    }
  }

  @Test
  void declaresByTheFileAndWritesAvro() throws IOException {
    String prefix = "labels.";
    Path csv = Files.writeString(folder.resolve("labels.csv"), "G,H\nb,0\na,1\nb,0\n");

    Console replayed =
        sluice(prefix, "replay", "samples", csv, "--experiment=l", "--declare", "--format=avro");

    assertThat(replayed)
        .isEqualTo(
            said(
                "declared l: 2 categorical variables",
                "G: a=0 b=1",
                "H: numbers from 0 to 1 stay",
                "sent 3 samples of l to labels.samples: 3 observational, 0 interventional"));
    assertThat(samples(prefix))
        .extracting(Sample::getValues)
        .containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(1.0, 0.0));
  }

  @Test
  void tellsTheRowsOfOneFileFromThoseOfAnother() throws IOException {
    String prefix = "files.";
    Path first = Files.writeString(folder.resolve("first.csv"), "A,B\n1,2\n3,4\n");
    Path second = Files.writeString(folder.resolve("second.csv"), "A,B\n5,6\n");

    sluice(prefix, "replay", "samples", first, "--experiment=f", "--declare");
    sluice(prefix, "replay", "samples", second, "--experiment=f");
    sluice(prefix, "replay", "samples", first, "--experiment=f");
    sluice(prefix, "replay", "samples", second, "--experiment=f", "--id-prefix=day2-");

    assertThat(samples(prefix))
        .extracting(Sample::getSampleId)
        .containsExactly("first:1", "first:2", "second:1", "first:1", "first:2", "day2-1");
  }

  @Test
  void leavesADeclaredExperimentAsItIs() throws IOException {
    String prefix = "twice.";
    Path csv = Files.writeString(folder.resolve("twice.csv"), "A,B\n1,2\n");
    Path wider = Files.writeString(folder.resolve("wider.csv"), "A,C,B\n1,3,2\n");

    sluice(prefix, "replay", "samples", csv, "--experiment=t", "--declare");
    Console again = sluice(prefix, "replay", "samples", wider, "--experiment=t", "--declare");

    assertThat(again)
        .isEqualTo(
            said(
                "columns that are no variable of t are left out: [C]",
                "sent 1 samples of t to twice.samples: 1 observational, 0 interventional"));
  }

  @Test
  void sendsNothingOfAFileThatIsNotInOrder() throws IOException {
    String prefix = "disorder.";
    Path csv = Files.writeString(folder.resolve("disorder.csv"), "A,B,I\n1,2,\n3,4,C\n");

    Console console =
        sluice(
            prefix, "replay", "samples", csv, "--experiment=d", "--declare", "--targets-column=I");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err())
        .isEqualTo(
            "sluice replay samples: %s line 3, column I: 'C' is no variable; there are [A, B]%n"
                .formatted(csv));
    assertThat(samples(prefix)).isEmpty();
    assertThat(sluice(prefix, "declare", "--end=d").err()).contains("there is none");
  }

  @Test
  void declaresNothingThatTheJobWouldRefuse() throws IOException {
    String prefix = "refused.";
    String names = IntStream.range(0, 23).mapToObj(i -> "V" + i).collect(Collectors.joining(","));
    Path wide =
        Files.writeString(folder.resolve("wide.csv"), names + "\n" + names.replace("V", "") + "\n");
    Path narrow = Files.writeString(folder.resolve("narrow.csv"), "A,B\n1,2\n");
    Path other =
        Files.writeString(
            folder.resolve("other.json"),
            """
            {"experimentId": "n", "variables": [{"name": "A", "kind": "CONTINUOUS"}]}
            """);
    sluice(prefix, "replay", "samples", narrow, "--experiment=n", "--declare");

    assertThat(sluice(prefix, "replay", "samples", wide, "--experiment=w", "--declare"))
        .isEqualTo(
            failed(
                "sluice replay samples: --declare "
                    + wide
                    + ": too-many-variables: variables: 23 given, at most 22 are supported"));
    String live =
        ": experiment n is declared with other variables, [A, B]; end it first: declare --end n";
    assertThat(sluice(prefix, "declare", other))
        .isEqualTo(failed("sluice declare: " + other + live));
    assertThat(
            sluice(
                prefix,
                "simulate",
                "samples",
                "--experiment=n",
                "--graph=chain:3",
                "--mechanisms=linear-gaussian"))
        .isEqualTo(failed("sluice simulate samples: --graph chain:3" + live));
    assertThat(samples(prefix)).hasSize(1);
    assertThat(sluice(prefix, "declare", "--end=n")).isEqualTo(said("ended n"));
    assertThat(sluice(prefix, "declare", other))
        .isEqualTo(said("declared n: 1 continuous variables"));
  }

  @Test
  void knowsWhichExperimentsAreDeclared() throws IOException {
    String prefix = "known.";
    Path csv = Files.writeString(folder.resolve("known.csv"), "A,B\n1,2\n");
    sluice(prefix, "replay", "samples", csv, "--experiment=a", "--declare");
    sluice(prefix, "replay", "samples", csv, "--experiment=b", "--declare");

    Console replayed = sluice(prefix, "replay", "samples", csv, "--experiment=c");
    Console ended = sluice(prefix, "declare", "--end=a");
    Console endedAgain = sluice(prefix, "declare", "--end=a");

    assertThat(replayed)
        .isEqualTo(
            failed(
                "sluice replay samples: --experiment c: no such experiment is declared; there are"
                    + " [a, b]"));
    assertThat(ended).isEqualTo(said("ended a"));
    assertThat(endedAgain)
        .isEqualTo(
            failed("sluice declare: --end a: no such experiment is declared; there are [b]"));
  }

  @Test
  void takesNoDeclarationForOneThatTheJobRefuses() throws IOException {
    String prefix = "refused.";
    Path csv = Files.writeString(folder.resolve("refused.csv"), "A\nx\n");
    sluice(prefix, "replay", "samples", csv, "--experiment=r"); // creates the topics
    Experiment withoutCategories =
        Experiment.newBuilder()
            .setExperimentId("r")
            .setVariables(List.of(new Variable("A", VariableKind.CATEGORICAL, null)))
            .build();
    try (Publisher<Experiment> publisher =
        Publisher.of(settings(prefix), Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send("r", withoutCategories);
    }

    assertThat(sluice(prefix, "replay", "samples", csv, "--experiment=r"))
        .isEqualTo(
            failed(
                "sluice replay samples: --experiment r: no such experiment is declared; there is"
                    + " none"));
  }

  @Test
  void createsNoTopicsIfToldSo() {
    assertThat(sluice("none.", "declare", "--end=a", "--no-create-topics"))
        .isEqualTo(
            failed(
                "sluice declare: --no-create-topics: missing at "
                    + broker.bootstrap()
                    + ": none.experiments, none.samples"));
  }

  private static Console sluice(String prefix, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap=" + broker.bootstrap());
    all.add("--topic-prefix=" + prefix);
    return Console.sluice(all.toArray());
  }

  private static Console said(String... lines) {
    return new Console(0, String.join(System.lineSeparator(), lines) + System.lineSeparator(), "");
  }

  private static Console failed(String line) {
    return new Console(Sluice.FAILED, "", line + System.lineSeparator());
  }

  /** All samples in the topic, of one experiment: in their order. */
  private static List<Sample> samples(String prefix) {
    KafkaSettings settings = settings(prefix);
    Decoder<Sample> decoder = settings.decoder(Sample.class);
    List<Sample> samples = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(settings, Topic.SAMPLES)) {
      reader.readToEnd(record -> samples.add(decoder.decode(record.value()).record()));
    }
    return samples;
  }

  private static KafkaSettings settings(String prefix) {
    KafkaSettings defaults = KafkaSettings.of(broker.bootstrap());
    return new KafkaSettings(
        defaults.bootstrap(),
        prefix,
        defaults.delivery(),
        defaults.format(),
        null,
        defaults.maxRecordBytes(),
        defaults.properties());
  }
}
