// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.Console;
import dev.sluice.workbench.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Systems from files and with hidden variables, before any broker is asked. */
class SimulatedSystemTest {
  /** Labels out of order: that of a table of samples is by characters. */
  static final String AGES =
      """
      network ages {
      }
      variable Age { type discrete [3] { young, adult, old }; }
      variable "Home town" { type discrete [2] { small, big }; }
      variable Travel { type discrete [3] { train, car, other }; }
      probability ( Age ) { table 0, 0, 1; }
      probability ( "Home town" | Age ) { default 1, 0; }
      probability ( Travel | Age, "Home town" ) { default 0, 1, 0; (old, small) 1, 0, 0; }
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("ages.bif"), AGES);
  }

  @Test
  void networkOfAFileHasItsNamesAndLabels() {
    SimulatedSystem.Drawn system = options("--bif", file.toString()).draw(InterventionKind.PERFECT);

    assertThat(system.experiment().declaration().getVariables())
        .containsExactly(
            new Variable("Age", VariableKind.CATEGORICAL, 3),
            new Variable("Home town", VariableKind.CATEGORICAL, 2),
            new Variable("Travel", VariableKind.CATEGORICAL, 3));
    assertThat(system.experiment().declaration().getTrueEdges())
        .containsExactly(
            List.of("Age", "Home town"), List.of("Age", "Travel"), List.of("Home town", "Travel"));
    assertThat(system.codings())
        .containsExactly(
            "Age: adult=0 old=1 young=2",
            "Home town: big=0 small=1",
            "Travel: car=0 other=1 train=2");
    Sample sample = system.experiment().sample(0, 7);
    assertThat(sample.getValues()).containsExactly(1.0, 1.0, 2.0);
    assertThat(sample.getSampleId()).matches("bif:[0-9a-f]{12}/1/-/7");
    Sample set = system.experiment().sample(2, 0);
    assertThat(set.getTargets()).containsExactly("Home town");
    assertThat(set.getSampleId()).endsWith("/1/Home town/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "low;mid;high",
        "TRUE;FALSE",
        "<5;5-12;12+",
        "a9;a10;a1",
        "2;0;1",
        "1.0;0.0",
        "b;A;a;\u00e9",
        "Asy/Patch;Asy;Clear",
        "yes;no"
      })
  void filesOfSamplesAreCodedAlike(String labels) throws IOException {
    List<String> each = List.of(labels.split(";"));
    Files.writeString(
        file,
        "variable A { type discrete [%d] { \"%s\" }; } probability ( A ) { table 1 %s; }"
            .formatted(each.size(), String.join("\" \"", each), "0 ".repeat(each.size() - 1)));
    Experiment declared =
        options("--bif", file.toString()).draw(InterventionKind.PERFECT).experiment().declaration();
    String coding =
        options("--bif", file.toString()).draw(InterventionKind.PERFECT).codings().get(0);

    CsvSamples samples =
        new SampleFile(folder.resolve("table.csv"))
            .samples("A\n" + String.join("\n", each) + "\n", declared, null, "");

    List<Sample> rows = SampleFile.all(samples);
    for (int row = 0; row < each.size(); row++) {
      int value = (int) (double) rows.get(row).getValues().get(0);
      assertThat(coding + " ").contains(" " + each.get(row) + "=" + value + " ");
    }
  }

  @Test
  void mechanismsOfAFileShift() {
    ShiftSchedule schedule = new ShiftSchedule(ShiftSchedule.Shift.PERFECT, 5, 5, 1, 3, 1);
    ShiftingExperiment shifting =
        options("--bif", file.toString())
            .draw(InterventionKind.PERFECT)
            .experiment()
            .shifting(schedule, true);

    // all is certain in the source, uniform in the shift
    assertThat(shifting.sample(0).getOracleLosses()).containsExactly(0.0, 0.0, 0.0);
    assertThat(shifting.sample(7).getOracleLosses())
        .containsExactly(-Math.log(1 / 3.0), -Math.log(0.5), -Math.log(1 / 3.0));
  }

  /** A sample that is sent again is a duplicate only if the network is the same. */
  @Test
  void idsOfSamplesTellNetworksApart() throws IOException {
    String before = firstId();
    Files.writeString(file, "// a comment\r\n" + AGES.replace("0, 0, 1", "0.0 0.0 1e0"));
    String same = firstId();
    Files.writeString(file, AGES.replace("0, 0, 1", "0, 0.1, 0.9"));

    assertThat(same).isEqualTo(before);
    assertThat(firstId()).isNotEqualTo(before);
  }

  private String firstId() {
    SimulatedSystem.Drawn system = options("--bif", file.toString()).draw(InterventionKind.PERFECT);
    return system.experiment().sample(0, 0).getSampleId();
  }

  @Test
  void hiddenVariablesAreNotDeclared() {
    SimulatedSystem.Drawn system =
        options("--bif", file.toString()).draw(InterventionKind.PERFECT, List.of("Age"));

    assertThat(system.experiment().names()).containsExactly("Home town", "Travel");
    assertThat(system.experiment().declaration().getTrueEdges())
        .containsExactly(List.of("Home town", "Travel"));
    assertThat(system.codings())
        .containsExactly("Home town: big=0 small=1", "Travel: car=0 other=1 train=2");
    assertThat(system.experiment().confounded()).containsExactly("Home town-Travel");
    assertThat(system.experiment().sample(0, 7).getValues()).containsExactly(1.0, 2.0);
    assertThat(system.experiment().sample(0, 7).getSampleId()).endsWith("/1/hidden:Age/-/7");
  }

  @Test
  void hiddenCommonCausesAreAdded() {
    SimulationOptions options = options("--graph", "chain:5", "--mechanisms", "neural:3");
    SimulatedSystem.Drawn seen = options.draw(InterventionKind.PERFECT);
    SimulatedSystem.Drawn system = options.draw(InterventionKind.PERFECT, List.of("2"));

    assertThat(system.experiment().names()).containsExactly("X1", "X2", "X3", "X4", "X5");
    assertThat(system.experiment().declaration()).isEqualTo(seen.experiment().declaration());
    assertThat(system.experiment().confounded()).hasSize(2);
    assertThat(system.experiment().sample(1, 0).getSampleId())
        .isEqualTo("chain:5/neural:3/hidden:2/1/X1/0");
    assertThat(LongStream.range(0, 50).mapToObj(i -> system.experiment().sample(0, i).getValues()))
        .allSatisfy(values -> assertThat(values).hasSize(5).isSubsetOf(0.0, 1.0, 2.0));
  }

  @Test
  void mistakesAreOneLine() throws IOException {
    String path = file.toString();
    assertThat(failure("--bif", path, "--hidden", "Ages"))
        .isEqualTo(
            "--hidden Ages: 'Ages' is not a variable of --bif %s; did you mean Age? there are [Age,"
                    .formatted(path)
                + " Home town, Travel]");
    assertThat(failure("--bif", path, "--hidden", "Age,Home town,Travel"))
        .isEqualTo("--hidden Age,Home town,Travel: all 3 variables are hidden");
    assertThat(failure("--graph", "full:4", "--mechanisms", "neural", "--hidden", "1"))
        .isEqualTo(
            "--hidden 1: no room for hidden common causes: 4 variables, of which 0 pairs have no"
                + " edge");
    assertThat(failure("--bif", folder + "/none.bif"))
        .isEqualTo("--bif " + folder + "/none.bif: no such file");
    Files.writeString(file, AGES.replace("0, 0, 1", "0, 0, 2"));
    assertThat(failure("--bif", path))
        .isEqualTo("--bif " + path + " line 6: expected a probability from 0 to 1, found '2'");
    Files.writeString(
        file, "variable a { type discrete [1] { x }; } probability ( a ) { table 1; }");
    assertThat(failure("--bif", path)).startsWith("--bif " + path + ": ").contains("categories");
  }

  private static String failure(String... options) {
    Console console = simulate(options);
    assertThat(console.code()).isEqualTo(Sluice.FAILED);
    assertThat(console.err().lines()).hasSize(1);
    return console.err().strip().substring("sluice simulate samples: ".length());
  }

  @Test
  void familiesAndFilesExcludeEachOther() {
    Console both =
        simulate("--bif", file.toString(), "--graph", "chain:3", "--mechanisms", "neural");
    Console neither = simulate();

    assertThat(both.code()).isEqualTo(Sluice.MISUSED);
    assertThat(both.err().lines()).hasSize(1);
    assertThat(both.err()).contains("--bif=FILE", "--graph=GRAPH", "mutually exclusive");
    assertThat(neither.code()).isEqualTo(Sluice.MISUSED);
    assertThat(neither.err()).contains("Missing required", "--bif=FILE", "--mechanisms=FAMILY");
  }

  private static Console simulate(String... options) {
    Object[] line = new Object[options.length + 4];
    line[0] = "simulate";
    line[1] = "samples";
    line[2] = "--experiment=lab";
    line[3] = "--bootstrap=localhost:1";
    System.arraycopy(options, 0, line, 4, options.length);
    return Console.sluice(line);
  }

  private static SimulationOptions options(String... options) {
    Holder holder = new Holder();
    String[] line = new String[options.length + 1];
    line[0] = "--experiment=lab";
    System.arraycopy(options, 0, line, 1, options.length);
    new CommandLine(holder).parseArgs(line);
    return holder.options;
  }

  @Command
  private static final class Holder {
    @Mixin private SimulationOptions options;
  }
}
