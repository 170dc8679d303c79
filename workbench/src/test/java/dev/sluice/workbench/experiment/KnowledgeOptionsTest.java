// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class KnowledgeOptionsTest {
  @TempDir private Path folder;

  private static Experiment declaration() {
    return Experiment.newBuilder()
        .setExperimentId("abc")
        .setVariables(
            Stream.of("A", "B", "C", "x->y", "D")
                .map(name -> new Variable(name, VariableKind.CONTINUOUS, null))
                .toList())
        .setRequiredEdges(List.of(List.of("A", "C")))
        .setTiers(List.of(List.of("D")))
        .build();
  }

  private static Experiment declared(String... options) {
    KnowledgeOptions knowledge = new KnowledgeOptions();
    CommandLine.populateCommand(knowledge, options);
    return knowledge.in(declaration());
  }

  private Experiment read(String... lines) throws IOException {
    return declared("--knowledge=" + Files.write(folder.resolve("k.txt"), Arrays.asList(lines)));
  }

  @Test
  void nothingSaidChangesNothing() {
    assertThat(declared()).isEqualTo(declaration());
  }

  @Test
  void edgesComeOnTopAndTiersInPlaceOfThoseOfTheDeclaration() {
    Experiment known =
        declared(
            "--tiers=A, B:C", "--required-edges=A->C,B->x->y", "--forbidden-edges", "x->y->D,C->B");
    assertThat(known.getTiers()).containsExactly(List.of("A", "B"), List.of("C"));
    assertThat(known.getRequiredEdges()).containsExactly(List.of("A", "C"), List.of("B", "x->y"));
    assertThat(known.getForbiddenEdges()).containsExactly(List.of("x->y", "D"), List.of("C", "B"));
  }

  @Test
  void aFileOfTetradIsRead() throws IOException {
    Experiment known =
        read(
            "\uFEFF/knowledge",
            "addtemporal",
            "2  C",
            "1*-\tA B",
            "3 D",
            "",
            "forbiddirect",
            "",
            "C x->y",
            "requiredirect",
            "B C");
    assertThat(known.getTiers()).containsExactly(List.of("A", "B"), List.of("C"), List.of("D"));
    assertThat(known.getRequiredEdges()).containsExactly(List.of("A", "C"), List.of("B", "C"));
    assertThat(known.getForbiddenEdges())
        .containsExactlyInAnyOrder(
            List.of("C", "x->y"),
            List.of("A", "B"),
            List.of("B", "A"),
            List.of("A", "D"),
            List.of("B", "D"));
  }

  @Test
  void groupsOfAFileAreEdgesFromEachCauseToEachEffect() throws IOException {
    Experiment known =
        read(
            "/knowledge",
            "// what is known",
            "forbiddengroup",
            "A  B",
            "B D",
            "C",
            "\"x->y\"",
            "requiredgroup",
            "D",
            "A C");
    assertThat(known.getForbiddenEdges())
        .containsExactly(
            List.of("A", "B"), List.of("A", "D"), List.of("B", "D"), List.of("C", "x->y"));
    assertThat(known.getRequiredEdges())
        .containsExactly(List.of("A", "C"), List.of("D", "A"), List.of("D", "C"));
  }

  @Test
  void groupsOfOptionsAreToo() {
    Experiment known =
        declared(
            "--forbidden-groups=A, B->C,B", "--forbidden-groups=D->A", "--required-groups=A->D");
    assertThat(known.getForbiddenEdges())
        .containsExactly(
            List.of("A", "C"), List.of("A", "B"), List.of("B", "C"), List.of("D", "A"));
    assertThat(known.getRequiredEdges()).containsExactly(List.of("A", "C"), List.of("A", "D"));
  }

  @Test
  void aFileWithoutTiersLeavesThoseOfTheDeclaration() throws IOException {
    assertThat(read("/knowledge", "requiredirect", "A B").getTiers()).containsExactly(List.of("D"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          knowledge                            | line 1: expected /knowledge, found 'knowledge'
          /knowledge;A B                       | line 2: expected addtemporal, forbiddirect, requiredirect, forbiddengroup or requiredgroup, found 'A'
          /knowledge;forbidgroup               | line 2: expected addtemporal, forbiddirect, requiredirect, forbiddengroup or requiredgroup, found 'forbidgroup'
          /knowledge;forbiddengroup;A B;forbiddirect | line 4: forbiddengroup: a line of effects is missing
          /knowledge;requiredgroup;A B         | line 3: requiredgroup: a line of effects is missing
          /knowledge;requiredgroup;A E         | line 3: 'E' is no variable; there are [A, B, C, x->y, D]
          /knowledge;addtemporal;1 A;2 A       | line 4: 'A' is in two tiers
          /knowledge;addtemporal;one A         | line 3: addtemporal: expected the number of a tier, found 'one'
          /knowledge;addtemporal;1 E           | line 3: 'E' is no variable; there are [A, B, C, x->y, D]
          /knowledge;;forbiddirect;A B C       | line 4: forbiddirect: expected two variables, or addtemporal, forbiddirect, requiredirect, forbiddengroup or requiredgroup, found 'A B C'
          /knowledge;forbiddirect;A B;removeedge | line 4: forbiddirect: expected two variables, or addtemporal, forbiddirect, requiredirect, forbiddengroup or requiredgroup, found 'removeedge'
          """)
  void whatIsNotKnownInAFileIsSaidWithItsLine(String lines, String fault) {
    assertThatThrownBy(() -> read(lines.split(";")))
        .isInstanceOf(Failure.class)
        .hasMessageEndingWith("k.txt, " + fault);
  }

  @Test
  void anEmptyOrMissingFileIsNone() {
    assertThatThrownBy(this::read).hasMessageContaining("/knowledge is missing");
    assertThatThrownBy(() -> declared("--knowledge=" + folder.resolve("none")))
        .hasMessageEndingWith("none: no such file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --tiers=A:E            | --tiers: 'E' is no variable; there are [A, B, C, x->y, D]
          --required-edges=A     | --required-edges: 'A' is not FROM->TO
          --required-groups=A,B  | --required-groups: 'A,B' is not NAME,...->NAME,...
          --forbidden-groups=A->B,E | --forbidden-groups: 'E' is no variable; there are [A, B, C, x->y, D]
          --forbidden-edges=A->E | --forbidden-edges: 'E' is no variable; there are [A, B, C, x->y, D]
          """)
  void optionsNameWhatDoesNotFit(String option, String fault) {
    assertThatThrownBy(() -> declared(option)).isInstanceOf(Failure.class).hasMessage(fault);
  }
}
