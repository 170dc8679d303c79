// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.Experiment;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.local.CommandBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Declarations with limits of interventions, by commands against a real broker. */
final class TargetLimitsIT {
  @RegisterExtension static final CommandBroker BROKER = new CommandBroker();

  private static final String LIMITS =
      """
      ,"targetCosts":{"B":2.5,"A":10},"forbiddenTargets":["C"],"onlyTargets":["B","A"],
      "targetBudget":1e3""";

  @TempDir private Path folder;

  @Test
  void aFileSaysThem() throws IOException {
    Path file = declaration(LIMITS);

    for (String format : List.of("json", "avro")) {
      assertThat(BROKER.sluiceOn(format + ".", "declare", file, "--format=" + format))
          .isEqualTo(
              Console.said(
                  "declared w: 3 continuous variables",
                  "interventions: costs A=10, B=2.5, others 1; only on B, A; not on C; budget"
                      + " 1000"));
      Experiment declared = declared(format + ".", "w");
      assertThat(declared.getTargetCosts()).isEqualTo(Map.of("A", 10.0, "B", 2.5));
      assertThat(declared.getForbiddenTargets()).containsExactly("C");
      assertThat(declared.getOnlyTargets()).containsExactly("B", "A");
      assertThat(declared.getTargetBudget()).isEqualTo(1000);
    }
  }

  @Test
  void optionsSayThem() throws IOException {
    Path file = declaration("");
    String prefix = "options.";

    Console console =
        BROKER.sluiceOn(
            prefix,
            "declare",
            file,
            "--target-costs=A=10,B=2.5",
            "--forbidden-targets=A",
            "--only-targets=B,C",
            "--target-budget=500");

    assertThat(console)
        .isEqualTo(
            Console.said(
                "declared w: 3 continuous variables",
                "interventions: costs A=10, B=2.5, others 1; only on B, C; not on A; budget 500"));
    assertThat(declared(prefix, "w"))
        .isEqualTo(
            Experiment.newBuilder(SampleFile.continuous("A", "B", "C"))
                .setExperimentId("w")
                .setTargetCosts(Map.of("A", 10.0, "B", 2.5))
                .setForbiddenTargets(List.of("A"))
                .setOnlyTargets(List.of("B", "C"))
                .setTargetBudget(500.0)
                .build());

    assertThat(BROKER.sluiceOn(prefix, "declare", file))
        .isEqualTo(
            Console.said(
                "declared w: 3 continuous variables", "interventions: no limits any more"));
    assertThat(BROKER.sluiceOn(prefix, "declare", file))
        .isEqualTo(Console.said("declared w: 3 continuous variables"));
  }

  @Test
  void simulatorsDeclareThem() {
    List<Object> samples =
        List.of("simulate", "samples", "--experiment=s", "--graph=chain:3", "--observational=1");
    List<Object> shifts =
        List.of("simulate", "shifts", "--experiment=t", "--graph=chain:3", "--source=1");
    for (List<Object> command : List.of(samples, shifts)) {
      String prefix = command.get(1) + ".";
      Console console =
          BROKER.sluiceOn(
              prefix,
              with(
                  command,
                  "--mechanisms=linear-gaussian",
                  "--target-costs=X2=4",
                  "--forbidden-targets=X1",
                  "--target-budget=12.5"));

      assertThat(console.err()).isEmpty();
      assertThat(console.out().lines())
          .contains("interventions: costs X2=4, others 1; not on X1; budget 12.5");
      String id = command.contains("--experiment=s") ? "s" : "t";
      Experiment declared = declared(prefix, id);
      assertThat(declared.getTargetCosts()).isEqualTo(Map.of("X2", 4.0));
      assertThat(declared.getForbiddenTargets()).containsExactly("X1");
      assertThat(declared.getOnlyTargets()).isNull();
      assertThat(declared.getTargetBudget()).isEqualTo(12.5);
      assertThat(declared.getTrueEdges()).hasSize(2);
    }
  }

  @Test
  void aFileOfSamplesDeclaresThemOnce() throws IOException {
    String prefix = "replay.";
    Path csv = Files.writeString(folder.resolve("r.csv"), "A,B\n1.5,2\n");
    List<Object> replay = List.of("replay", "samples", csv, "--experiment=r", "--declare");

    assertThat(BROKER.sluiceOn(prefix, with(replay, "--forbidden-targets=B", "--target-costs=A=1")))
        .isEqualTo(
            Console.said(
                "declared r: 2 continuous variables",
                "interventions: costs A=1, others 1; not on B",
                "sent 1 samples of r to replay.samples: 1 observational, 0 interventional"));
    assertThat(declared(prefix, "r").getForbiddenTargets()).containsExactly("B");

    Console same =
        BROKER.sluiceOn(prefix, with(replay, "--only-targets=A", "--forbidden-targets=B"));
    assertThat(same)
        .isEqualTo(
            Console.said(
                "sent 1 samples of r to replay.samples: 1 observational, 0 interventional"));
    assertThat(BROKER.sluiceOn(prefix, with(replay, "--target-costs=A=2")))
        .isEqualTo(
            Console.failed(
                "sluice replay samples: --target-costs: experiment r is declared with other limits;"
                    + " to change them, declare it anew"));
  }

  private Path declaration(String more) throws IOException {
    return Files.writeString(
        folder.resolve("w.json"),
        """
        {"experimentId":"w","variables":[{"name":"A","kind":"CONTINUOUS"},
        {"name":"B","kind":"CONTINUOUS"},{"name":"C","kind":"CONTINUOUS"}]%s}
        """
            .formatted(more));
  }

  private static Object[] with(List<Object> command, Object... options) {
    List<Object> all = new ArrayList<>(command);
    all.addAll(List.of(options));
    return all.toArray();
  }

  private static Experiment declared(String prefix, String id) {
    return Declarations.read(BROKER.settings(prefix)).get("", id);
  }
}
