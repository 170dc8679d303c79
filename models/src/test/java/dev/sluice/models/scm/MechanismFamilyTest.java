// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.MechanismFamily.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MechanismFamilyTest {
  @Test
  void readsEveryFamily() {
    assertThat(MechanismFamily.parse("linear-gaussian"))
        .isEqualTo(new MechanismFamily(Kind.LINEAR_GAUSSIAN, 0));
    assertThat(MechanismFamily.parse("categorical:3"))
        .isEqualTo(new MechanismFamily(Kind.CATEGORICAL, 3));
    assertThat(MechanismFamily.parse("mlp:3")).isEqualTo(new MechanismFamily(Kind.MLP, 3));
    assertThat(MechanismFamily.parse("neural:3")).isEqualTo(new MechanismFamily(Kind.NEURAL, 3));
    assertThat(MechanismFamily.parse("neural")).isEqualTo(new MechanismFamily(Kind.NEURAL, 10));
    assertThat(MechanismFamily.parse("dsdi:2")).isEqualTo(new MechanismFamily(Kind.DSDI, 2));
  }

  @Test
  void writesWhatItReads() {
    assertThat(MechanismFamily.parse("linear-gaussian")).hasToString("linear-gaussian");
    assertThat(MechanismFamily.parse("categorical:3")).hasToString("categorical:3");
    assertThat(MechanismFamily.parse("dirichlet:3")).hasToString("dirichlet:3");
    assertThat(MechanismFamily.parse("mlp:3")).hasToString("mlp:3");
    assertThat(MechanismFamily.parse("neural:3")).hasToString("neural:3");
    assertThat(MechanismFamily.parse("neural")).hasToString("neural:10");
    assertThat(MechanismFamily.parse("dsdi:3")).hasToString("dsdi:3");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          categorical:x,    'x' is not a number of categories
          categorical:,     '' is not a number of categories
          categorical:1,    "number of categories must be 2 to 1000, not 1"
          categorical:1001, "number of categories must be 2 to 1000, not 1001"
          mlp:1,            "number of categories must be 2 to 1000, not 1"
          mlp:three,        'three' is not a number of categories
          neural:1,         "number of categories must be 2 to 1000, not 1"
          neural:,          '' is not a number of categories
          dsdi,             "expected linear-gaussian, categorical:CATEGORIES, dirichlet:CATEGORIES, mlp:CATEGORIES, neural:CATEGORIES or dsdi:CATEGORIES"
          categorical,      "expected linear-gaussian, categorical:CATEGORIES, dirichlet:CATEGORIES, mlp:CATEGORIES, neural:CATEGORIES or dsdi:CATEGORIES"
          gaussian,         "expected linear-gaussian, categorical:CATEGORIES, dirichlet:CATEGORIES, mlp:CATEGORIES, neural:CATEGORIES or dsdi:CATEGORIES"
          """)
  void namesThePartThatIsWrong(String text, String problem) {
    assertThatThrownBy(() -> MechanismFamily.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + ": " + problem);
  }

  @Test
  void drawsModelsOfItsKind() {
    Dag graph = Dag.ofEdges(3, new int[][] {{2, 0}});

    StructuralCausalModel continuous = MechanismFamily.parse("linear-gaussian").draw(graph, 1);
    StructuralCausalModel categorical = MechanismFamily.parse("categorical:4").draw(graph, 1);

    assertThat(continuous.graph()).isEqualTo(graph);
    assertThat(continuous.domain().isCategorical()).isFalse();
    assertThat(continuous.domain().dimension()).isEqualTo(3);
    assertThat(categorical.graph()).isEqualTo(graph);
    assertThat(categorical.domain().categories()).containsExactly(4, 4, 4);
  }

  @Test
  void refusesTablesThatAreTooLarge() {
    MechanismFamily family = MechanismFamily.parse("categorical:3");
    Dag full = GraphFamily.parse("full:14").draw(1);

    assertThatThrownBy(() -> family.draw(full, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("node \\d+: a table of 3\\^1[23] rows is larger than 1000000 entries");
  }
}
