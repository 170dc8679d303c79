// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoder;
import dev.sluice.schemas.InterventionKind;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import dev.sluice.workbench.local.CommandBroker;
import dev.sluice.workbench.topics.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Declares experiments, replays files and ends experiments, against a real broker. */
final class ReplayIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  @TempDir private Path folder;

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

    Console declared = BROKER.sluiceOn(prefix, "declare", declaration);
    Console replayed =
        BROKER.sluiceOn(
            prefix, "replay", "samples", csv, "--experiment=waves", "--targets-column=INT");

    assertThat(declared).isEqualTo(Console.said("declared waves: 4 continuous variables"));
    assertThat(replayed)
        .isEqualTo(
            Console.said(
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
        BROKER.sluiceOn(
            prefix, "replay", "samples", csv, "--experiment=l", "--declare", "--format=avro");

    assertThat(replayed)
        .isEqualTo(
            Console.said(
                "declared l: 2 categorical variables",
                "G: a=0 b=1",
                "H: numbers from 0 to 1 stay",
                "sent 3 samples of l to labels.samples: 3 observational, 0 interventional"));
    assertThat(samples(prefix))
        .extracting(Sample::getValues)
        .containsExactly(List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(1.0, 0.0));
  }

  @Test
  void leavesOutRowsWithMissingValuesAndTargetsUnknown() throws IOException {
    String prefix = "missing.";
    Path csv =
        Files.writeString(folder.resolve("m.csv"), "A,B,phase\n1,2,x\n3,NA,y\n,6,y\n7,8,y\n");

    Console replayed =
        BROKER.sluiceOn(
            prefix,
            "replay",
            "samples",
            csv,
            "--experiment=m",
            "--declare",
            "--missing=NA",
            "--on-missing=drop",
            "--targets=unknown",
            "--regime-column=phase");

    assertThat(replayed)
        .isEqualTo(
            Console.said(
                "declared m: 2 continuous variables",
                "2 of 4 rows are left out for missing values: A 1, B 1",
                "sent 2 samples of m to missing.samples: 0 observational, 0 interventional, 2 of"
                    + " unknown targets"));
    assertThat(samples(prefix))
        .extracting(Sample::getSampleId, Sample::getTargets, Sample::getRegime, Sample::getValues)
        .containsExactly(
            tuple("m:1", null, "x", List.of(1.0, 2.0)), tuple("m:4", null, "y", List.of(7.0, 8.0)));
  }

  @Test
  void tellsTheRowsOfOneFileFromThoseOfAnother() throws IOException {
    String prefix = "files.";
    Path first = Files.writeString(folder.resolve("first.csv"), "A,B\n1,2\n3,4\n");
    Path second = Files.writeString(folder.resolve("second.csv"), "A,B\n5,6\n");

    BROKER.sluiceOn(prefix, "replay", "samples", first, "--experiment=f", "--declare");
    BROKER.sluiceOn(prefix, "replay", "samples", second, "--experiment=f");
    BROKER.sluiceOn(prefix, "replay", "samples", first, "--experiment=f");
    BROKER.sluiceOn(prefix, "replay", "samples", second, "--experiment=f", "--id-prefix=day2-");

    assertThat(samples(prefix))
        .extracting(Sample::getSampleId)
        .containsExactly("first:1", "first:2", "second:1", "first:1", "first:2", "day2-1");
  }

  @Test
  void leavesADeclaredExperimentAsItIs() throws IOException {
    String prefix = "twice.";
    Path csv = Files.writeString(folder.resolve("twice.csv"), "A,B\n1,2\n");
    Path wider = Files.writeString(folder.resolve("wider.csv"), "A,C,B\n1,3,2\n");

    BROKER.sluiceOn(prefix, "replay", "samples", csv, "--experiment=t", "--declare");
    Console again =
        BROKER.sluiceOn(prefix, "replay", "samples", wider, "--experiment=t", "--declare");

    assertThat(again)
        .isEqualTo(
            Console.said(
                "columns that are no variable of t are left out: [C]",
                "sent 1 samples of t to twice.samples: 1 observational, 0 interventional"));
    assertThat(
            BROKER.sluiceOn(prefix, "replay", "samples", wider, "--experiment=t", "--leave-out=B"))
        .isEqualTo(
            Console.failed("sluice replay samples: --leave-out B: is a variable of experiment t"));
  }

  @Test
  void sendsNothingOfAFileThatIsNotInOrder() throws IOException {
    String prefix = "disorder.";
    Path csv = Files.writeString(folder.resolve("disorder.csv"), "A,B,I\n1,2,\n3,4,C\n");

    Console console =
        BROKER.sluiceOn(
            prefix, "replay", "samples", csv, "--experiment=d", "--declare", "--targets-column=I");

    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err())
        .isEqualTo(
            "sluice replay samples: %s line 3, column I: 'C' is no variable; there are [A, B]%n"
                .formatted(csv));
    assertThat(samples(prefix)).isEmpty();
    assertThat(BROKER.sluiceOn(prefix, "declare", "--end=d").err()).contains("there is none");
  }

  @Test
  void declaresNothingThatTheJobWouldRefuse() throws IOException {
    String prefix = "refused.";
    String names = IntStream.range(0, 201).mapToObj(i -> "V" + i).collect(Collectors.joining(","));
    Path wide =
        Files.writeString(folder.resolve("wide.csv"), names + "\n" + names.replace("V", "") + "\n");
    Path narrow = Files.writeString(folder.resolve("narrow.csv"), "A,B\n1,2\n");
    Path other =
        Files.writeString(
            folder.resolve("other.json"),
            """
            {"experimentId": "n", "variables": [{"name": "A", "kind": "CONTINUOUS"}]}
            """);
    BROKER.sluiceOn(prefix, "replay", "samples", narrow, "--experiment=n", "--declare");

    assertThat(BROKER.sluiceOn(prefix, "replay", "samples", wide, "--experiment=w", "--declare"))
        .isEqualTo(
            Console.failed(
                "sluice replay samples: --declare "
                    + wide
                    + ": too-many-variables: variables: 201 given, at most 200 are supported"));
    String live =
        ": experiment n is declared with other variables, [A, B]; end it first: declare --end n";
    assertThat(BROKER.sluiceOn(prefix, "declare", other))
        .isEqualTo(Console.failed("sluice declare: " + other + live));
    assertThat(
            BROKER.sluiceOn(
                prefix,
                "simulate",
                "samples",
                "--experiment=n",
                "--graph=chain:3",
                "--mechanisms=linear-gaussian"))
        .isEqualTo(Console.failed("sluice simulate samples: --graph chain:3" + live));
    assertThat(samples(prefix)).hasSize(1);
    assertThat(BROKER.sluiceOn(prefix, "declare", "--end=n")).isEqualTo(Console.said("ended n"));
    assertThat(BROKER.sluiceOn(prefix, "declare", other))
        .isEqualTo(Console.said("declared n: 1 continuous variables"));
  }

  /** All samples in the topic, of one experiment: in their order. */
  private static List<Sample> samples(String prefix) {
    KafkaSettings settings = BROKER.settings(prefix);
    Decoder<Sample> decoder = settings.decoder(Sample.class);
    List<Sample> samples = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(settings, Topic.SAMPLES)) {
      reader.readToEnd(record -> samples.add(decoder.decode(record.value()).record()));
    }
    return samples;
  }
}
