// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.PriorScaleRule;
import dev.sluice.schemas.ScoreSettings;
import dev.sluice.schemas.StructurePrior;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {

  private static Experiment.Builder continuous(String... names) {
    List<Variable> variables = new ArrayList<>();
    for (String name : names) {
      variables.add(new Variable(name, VariableKind.CONTINUOUS, null));
    }
    return Experiment.newBuilder().setExperimentId("e").setVariables(variables);
  }

  private static Experiment.Builder categorical(Integer... categories) {
    List<Variable> variables = new ArrayList<>();
    for (int v = 0; v < categories.length; v++) {
      variables.add(new Variable("v" + v, VariableKind.CATEGORICAL, categories[v]));
    }
    return Experiment.newBuilder().setExperimentId("e").setVariables(variables);
  }

  private static Decoded<Declaration> check(Experiment.Builder experiment) {
    return Declaration.of(experiment.build(), 7, 1000);
  }

  private static void assertRefused(Experiment.Builder experiment, String message) {
    Decoded<Declaration> decoded = check(experiment);
    assertThat(decoded.reason()).isEqualTo(Reason.INVALID_DECLARATION);
    assertThat(decoded.message()).isEqualTo(message);
  }

  @Test
  void resolvesDefaults() {
    Declaration declaration = check(continuous("A", "B", "C")).record();
    assertThat(declaration.generation()).isEqualTo(7);
    assertThat(declaration.revision()).isEqualTo(7);
    assertThat(declaration.declaredAt()).isEqualTo(1000);
    assertThat(declaration.variables()).containsExactly("A", "B", "C");
    assertThat(declaration.categories()).isEmpty();
    assertThat(declaration.alphaMu()).isEqualTo(1.0);
    assertThat(declaration.alphaW()).isEqualTo(5.0);
    assertThat(declaration.priorScale()).isEqualTo(0.5);
    assertThat(declaration.scaleByEvidence()).isFalse();
    assertThat(declaration.equivalentSampleSize()).isEqualTo(1.0);
    assertThat(declaration.structurePrior()).isEqualTo(GraphPrior.Kind.UNIFORM);
    assertThat(declaration.truth()).isNull();
  }

  @Test
  void theBeginningOfALifeIsInMilliseconds() {
    Experiment seconds = continuous("A").setSamplesFrom(1_764_187_200L).build();
    Decoded<Declaration> decoded = Declaration.of(seconds, 7, 1_764_187_200_000L);
    assertThat(decoded.reason()).isEqualTo(Reason.INVALID_DECLARATION);
    assertThat(decoded.message())
        .isEqualTo("samplesFrom: 1764187200 are seconds? milliseconds since 1970 are expected");
  }

  @Test
  void namesThatShowNothingAreNone() {
    assertRefused(continuous("A").setExperimentId("\u00a0"), "experimentId: must not be empty");
    assertRefused(continuous("A", "\u200b"), "variables[1].name: must not be empty");
  }

  @Test
  void readsPriorsAndEdges() {
    Declaration declaration =
        check(
                continuous("A", "B", "C")
                    .setScore(new ScoreSettings(2.0, 8.0, PriorScaleRule.EVIDENCE, 3.0))
                    .setStructurePrior(StructurePrior.FAIR)
                    .setEdgePenalty(0.5)
                    .setRequiredEdges(List.of(List.of("A", "B")))
                    .setForbiddenEdges(List.of(List.of("C", "A"), List.of("B", "A")))
                    .setTrueEdges(List.of(List.of("A", "B"), List.of("B", "C"))))
            .record();
    assertThat(declaration.alphaMu()).isEqualTo(2.0);
    assertThat(declaration.alphaW()).isEqualTo(8.0);
    // t = alphaMu (alphaW - d - 1) / (alphaMu + 1)
    assertThat(declaration.priorScale()).isEqualTo(2.0 * 4 / 3);
    assertThat(declaration.scaleByEvidence()).isTrue();
    assertThat(declaration.structurePrior()).isEqualTo(GraphPrior.Kind.FAIR);
    assertThat(declaration.edgePenalty()).isEqualTo(0.5);
    assertThat(declaration.requiredParents()).isEqualTo(VariableSet.ofMasks(0, 1, 0));
    assertThat(declaration.forbiddenParents()).isEqualTo(VariableSet.ofMasks(0b110, 0, 0));
    assertThat(declaration.edgeNames(declaration.truth()))
        .containsExactly(List.of("A", "B"), List.of("B", "C"));
  }

  @Test
  void namesRegimesInTheOrderOfTheDeclaration() {
    Declaration declaration = check(continuous("z", "y", "x")).record();
    assertThat(declaration.names(VariableSet.EMPTY)).isEmpty();
    assertThat(declaration.names(VariableSet.of(0, 2))).isEqualTo("z,x");
  }

  @Test
  void refusesTooManyVariables() {
    String[] names = IntStream.range(0, 201).mapToObj(v -> "v" + v).toArray(String[]::new);
    Decoded<Declaration> decoded = check(continuous(names));
    assertThat(decoded.reason()).isEqualTo(Reason.TOO_MANY_VARIABLES);
    assertThat(decoded.message()).isEqualTo("variables: 201 given, at most 200 are supported");
  }

  @Test
  void refusesMixedKinds() {
    Experiment.Builder mixed = continuous("A");
    mixed.getVariables().add(new Variable("G", VariableKind.CATEGORICAL, 3));
    assertRefused(
        mixed,
        "variables: 'G' is CATEGORICAL, 'A' is CONTINUOUS; all variables of an experiment must be"
            + " of one kind");
  }

  @Test
  void refusesBadVariables() {
    assertRefused(continuous(), "variables: at least one is needed");
    assertRefused(continuous("A", " "), "variables[1].name: must not be empty");
    assertRefused(continuous("A", "A"), "variables: 'A' is given twice");
    assertRefused(
        continuous("A,B"),
        "variables[0].name: 'A,B' has a comma, which separates names of targets");
    assertRefused(categorical(1), "variables: 'v0' needs categories, at least 2, has 1");
    assertRefused(categorical(2, null), "variables: 'v1' needs categories, at least 2, has null");
    assertRefused(continuous("A").setExperimentId(""), "experimentId: must not be empty");
  }

  @Test
  void variablesMayHaveAnyNumberOfCategories() {
    Declaration declaration = check(categorical(1 << 20, 1 << 20, 1 << 20, 1 << 20)).record();
    assertThat(declaration.domain())
        .isEqualTo(Domain.categorical(1 << 20, 1 << 20, 1 << 20, 1 << 20));
  }

  @Test
  void edgesJoinAnyOfTwoHundredVariables() {
    String[] names = IntStream.range(0, 200).mapToObj(v -> "v" + v).toArray(String[]::new);
    Declaration declaration =
        check(
                continuous(names)
                    .setTrueEdges(List.of(List.of("v199", "v0"), List.of("v3", "v0")))
                    .setForbiddenEdges(List.of(List.of("v0", "v199"))))
            .record();
    assertThat(declaration.truth()).isEqualTo(Dag.ofEdges(200, new int[][] {{3, 0}, {199, 0}}));
    assertThat(declaration.graphPrior().forbiddenParents()[199]).isEqualTo(VariableSet.of(0));
    assertThat(declaration.names(VariableSet.of(64, 199))).isEqualTo("v64,v199");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0, 5.0, 1.0, 1.0, 'score.alphaMu: must be above 0, is 0.0'",
    "NaN, 5.0, 1.0, 1.0, 'score.alphaMu: must be above 0, is NaN'",
    "1.0, 4.0, 1.0, 1.0, 'score.alphaW: must be above d + 1 = 4, is 4.0'",
    "1.0, 5.0, -1.0, 1.0, 'score.priorScale: must be above 0, is -1.0'",
    "1.0, 5.0, 1.0, 0.0, 'score.equivalentSampleSize: must be above 0, is 0.0'",
  })
  void refusesPriorsOutOfRange(
      double alphaMu, double alphaW, double scale, double sampleSize, String message) {
    assertRefused(
        continuous("A", "B", "C").setScore(new ScoreSettings(alphaMu, alphaW, scale, sampleSize)),
        message);
  }

  @Test
  void refusesImpossibleEdges() {
    List<List<String>> ab = List.of(List.of("A", "B"));
    assertRefused(
        continuous("A", "B").setRequiredEdges(List.of(List.of("A", "B"), List.of("B", "A"))),
        "requiredEdges: the edges form a cycle");
    assertRefused(
        continuous("A", "B").setTrueEdges(List.of(List.of("A", "B"), List.of("B", "A"))),
        "trueEdges: the edges form a cycle");
    assertRefused(
        continuous("A", "B").setRequiredEdges(ab).setForbiddenEdges(ab),
        "forbiddenEdges: an edge is both required and forbidden");
    assertRefused(continuous("A").setForbiddenEdges(ab), "forbiddenEdges: 'B' is no variable");
    assertRefused(
        continuous("A").setForbiddenEdges(List.of(List.of("A"))),
        "forbiddenEdges: an edge is a pair [from, to], not [A]");
    assertRefused(
        continuous("A").setForbiddenEdges(List.of(List.of("A", "A"))),
        "forbiddenEdges: 'A' cannot be its own parent");
    assertRefused(
        continuous("A").setEdgePenalty(Double.NaN), "edgePenalty: must be finite, is NaN");
  }
}
