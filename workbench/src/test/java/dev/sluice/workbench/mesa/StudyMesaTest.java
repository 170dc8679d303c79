// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.mesa.study.StudiedModel;
import dev.sluice.models.mesa.study.TrainingFile;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyMesaTest {
  @TempDir private Path folder;

  private Console study(String... options) {
    return Console.sluice(
        List.of("study", "mesa"),
        List.of(
            "--models=lsa-1",
            "--seeds=1",
            "--steps=2",
            "--sequences=12",
            "--length=6",
            "--out=" + folder),
        options);
  }

  /** Two steps make no algorithm, and no control. */
  @Test
  void trainsJudgesAndGoesOn() throws IOException {
    Console console = study();

    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("linear: algorithms", "lsa-1, linear", ".8942", "half-way to blocks")
        .contains("lsa-1-linear-1 after 2 steps: rejected: its loss is ")
        .contains(
            "control lsa-1-fixed-1 after 2 steps: rejected: its loss is ", "; W is not learned")
        .endsWith("written to " + folder + System.lineSeparator());
    assertThat(folder.resolve("lsa-1-linear-1.training")).exists();
    assertThat(folder.resolve("losses-lsa-1-linear-1.svg")).exists();
    assertThat(folder.resolve("interpolation-lsa-1-fixed-1.png")).exists();
    List<String> verdicts = Files.readAllLines(folder.resolve("verdicts.csv"));
    assertThat(verdicts).hasSize(1 + 2);
    assertThat(verdicts.get(1)).startsWith("lsa-1,linear,1,2,");
    int columns = verdicts.get(0).split(",", -1).length;
    assertThat(verdicts.get(1).replaceAll("\"[^\"]*\"", "").split(",", -1)).hasSize(columns);
    assertThat(Files.readAllLines(folder.resolve("interpolation.csv"))).hasSize(1 + 2 * 6);
    assertThat(Files.readAllLines(folder.resolve("probes.csv"))).hasSize(1 + 2 * 2 * 2 * 6);

    byte[] state = Files.readAllBytes(folder.resolve("lsa-1-linear-1.training"));
    assertThat(study().out()).isEqualTo(console.out());
    assertThat(folder.resolve("lsa-1-linear-1.training")).hasBinaryContent(state);
    assertThat(study("--steps=3").out()).contains("lsa-1-linear-1 after 3 steps");

    Path again = folder.resolve("again");
    Console from = study("--from=" + folder, "--out=" + again, "--models=lsa-1,mesa");
    assertThat(from.code()).isZero();
    assertThat(from.out()).contains("lsa-1-linear-1 after 3 steps");
    assertThat(from.err()).contains("not in " + folder + ": mesa-linear-1");
    assertThat(again.resolve("lsa-1-linear-1.training")).doesNotExist();
  }

  @Test
  void referencesStandBesidePublishedLosses() throws IOException {
    Console console = study("--references", "--tasks=linear,contracting");

    assertThat(console.code()).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out())
        .containsPattern("chebyshev:linear-7 released \\(lagged\\) +\\d\\.\\d{4} +0\\.2317 ")
        .contains("contracting: algorithms", "linear: distances");
    assertThat(Files.readAllLines(folder.resolve("references.csv")).get(1))
        .startsWith("linear,zero,1,");
    assertThat(folder.resolve("verdicts.csv")).doesNotExist();
    assertThat(Files.readAllLines(folder.resolve("distances.csv"))).hasSize(1 + 2 * 12 * 12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--models=gpt | --models: there is no model gpt; there are",
        "--tasks=linear,cubic | --tasks: there is no task cubic; there are linear, partial,",
        "--steps=0 | --steps: at least 1, not 0",
        "--sequences=1 | --sequences: at least 10, not 1",
        "--length=1 | --length: from 2 to 1024, not 1",
        "--publish-every=10 | --publish-every: needs --publish HOST:PORT",
        "--publish=x:1 --publish-every=0 | --publish-every: at least 1, not 0",
        "--publish=x:1 --references | --publish: with --references or --few-shot no model is judged",
        "--publish=x:1 --format=confluent | --format: json or avro, not confluent",
        "--from=nowhere | --from nowhere: no such folder",
        "--threads=0 | --threads: at least 1, not 0",
        "--pairs=501 | --pairs: from 1 to 500, not 501",
        "--prompt-steps=-1 | --prompt-steps: at least 0, not -1",
      })
  void aBadOptionIsOneLine(String option, String message) {
    Console console = study(option.split(" "));

    assertThat(console.code()).isNotZero();
    assertThat(console.err().lines()).hasSize(1);
    assertThat(console.err()).contains(message);
  }

  /** Softmax sees no slots that could be parted: of it there are no correct pairs. */
  @Test
  void fewShotsAreOfAllForms() throws IOException {
    String[] options = {
      "--few-shot", "--models=lsa-1,softmax-1", "--pairs=7", "--prompt-steps=2", "--threads=1"
    };
    Console console = study(options);

    assertThat(console.code()).isZero();
    assertThat(console.out())
        .startsWith("few shots: loss of y at pair ")
        .contains("lsa-1-linear-1 after 2 steps", "softmax-1-linear-1 after 2 steps")
        .containsPattern("ridge:0.1:pairs +\\d\\.\\d{4} +\\d\\.\\d{4} +\\d\\.\\d{4} +1 +\\+0 %")
        .containsPattern("  correct +n/a: its tokens have no slots to part\\R  eos +\\d")
        .containsPattern("  softmax transformer, eos +1\\.6850 +1\\.6240 +-\\R")
        .doesNotContain("verdict", "fixed")
        .endsWith("written to " + folder + System.lineSeparator());
    List<String> losses = Files.readAllLines(folder.resolve("few-shot.csv"));
    assertThat(losses).hasSize(1 + (6 + 4 + 3) * 7);
    assertThat(losses.get(1)).startsWith("ridge:0.001,,,,,1,");
    assertThat(losses.get(1 + 6 * 7)).startsWith("lsa-1,linear,1,2,pairs,1,");
    List<String> tokens = Files.readAllLines(folder.resolve("few-shot-tokens.csv"));
    assertThat(tokens).hasSize(1 + 2 * (1 + 21) * 10);
    assertThat(tokens.get(1)).startsWith("lsa-1,linear,1,2,eos,eos,1,");
    assertThat(tokens.get(tokens.size() - 1)).startsWith("softmax-1,linear,1,2,eos+prefix,20,10,");
    assertThat(folder.resolve("few-shot-softmax-1-linear-1.svg")).exists();
    assertThat(folder.resolve("verdicts.csv")).doesNotExist();

    options[4] = "--threads=3";
    assertThat(study(options).out()).isEqualTo(console.out());
    assertThat(Files.readAllLines(folder.resolve("few-shot.csv"))).isEqualTo(losses);
  }

  /** Weights that overflow are said of their model; algorithms have their losses all the same. */
  @Test
  void aModelWithoutNumbersHasAReason() throws IOException {
    StudiedModel mesa = new StudiedModel("mesa", SequenceTask.linear(), 1, 6);
    double[] weights = mesa.saved(folder).weights().clone();
    Arrays.fill(weights, 1e160);
    TrainingFile.write(TrainingFile.in(folder, mesa), mesa, TrainingState.of(weights));
    Path out = folder.resolve("out");
    Console console =
        study("--few-shot", "--models=mesa", "--pairs=2", "--from=" + folder, "--out=" + out);

    assertThat(console.code()).isZero();
    assertThat(console.out())
        .containsPattern("  pairs +n/a: k\\^T R k of a mesa layer is ")
        .containsPattern("  eos +n/a: k\\^T R k of a mesa layer is ");
    assertThat(Files.readAllLines(out.resolve("few-shot.csv"))).hasSize(1 + 6 * 2);
  }

  @Test
  void fewShotsNeedTokensOfTenEntries() {
    assertThat(study("--few-shot", "--tasks=partial").err())
        .contains("--tasks: tokens of prompts have 10 entries, those of partial 5");
    assertThat(study("--few-shot", "--references").err())
        .contains("--few-shot: with --references no model is given prompts");
  }

  @Test
  void aTornStateIsOneLine() throws IOException {
    Files.write(folder.resolve("lsa-1-fixed-1.training"), new byte[40]);
    Console console = study("--from=" + folder);

    assertThat(console.code()).isNotZero();
    assertThat(console.err()).contains("lsa-1-fixed-1.training: no state of a training");
    assertThat(study("--from=" + folder, "--seeds=2").err()).contains("no state of lsa-1-linear-2");
    assertThat(study("--from=" + folder, "--references").err())
        .contains("--from: with --references no model is judged");
  }
}
