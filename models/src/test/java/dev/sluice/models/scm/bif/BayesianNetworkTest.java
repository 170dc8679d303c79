// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.ConditionalModel;
import dev.sluice.models.scm.ExactLaw;
import dev.sluice.models.scm.InterventionKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BayesianNetworkTest {
  /** All that the format has: see the parser's document for what each piece is. */
  private static final String DOG =
      """
      // the dog problem
      network "Dog Problem" { //five variables
        property author = "A; B" ;
      }
      probability ( dog | /* in
        two lines */ bowel, "family out" ) {
        default .5 5e-1;
        property x = y;
        (true, yes) 0.99, 0.01;
        (false, "yes") 0.9 0.1;
      }
      variable bowel { type discrete[2] { true false }; property position = (73, 165) ; }
      variable "family out" { type discrete [3] { yes, no, >=7.5 }; }
      variable dog { property p; type discrete [ 2 ] { "is in", out }; }
      probability ( bowel ) { table 0.01, 0.99; }
      probability ( "family out" "bowel" ) {
        table 0.1 0.2
              0.3 0.3
              0.6 0.5 ;
      }
      """;

  @Test
  void readsAllOfTheFormat() {
    BayesianNetwork network = BayesianNetwork.parse("dog.bif", DOG);

    assertThat(network.name()).isEqualTo("Dog Problem");
    assertThat(network.names()).containsExactly("bowel", "family out", "dog");
    assertThat(network.labels())
        .containsExactly(
            List.of("true", "false"), List.of("yes", "no", ">=7.5"), List.of("is in", "out"));
    assertThat(network.edgeCount()).isEqualTo(3);
    assertThat(network.variables().get(0).rows()).isDeepEqualTo(new double[][] {{0.01, 0.99}});
    assertThat(network.variables().get(1).parents()).containsExactly(0);
    assertThat(network.variables().get(1).rows())
        .isDeepEqualTo(new double[][] {{0.1, 0.3, 0.6}, {0.2, 0.3, 0.5}});
    assertThat(network.variables().get(2).parents()).containsExactly(0, 1);
    double[] half = {0.5, 0.5};
    assertThat(network.variables().get(2).rows())
        .isDeepEqualTo(new double[][] {{0.99, 0.01}, half, half, {0.9, 0.1}, half, half});
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  void lineBreaksOfOtherSystemsAreTheSame(String lineBreak) {
    String text = "\uFEFF" + DOG.replace("\n", lineBreak);

    assertThat(BayesianNetwork.parse("dog.bif", text).toBif())
        .isEqualTo(BayesianNetwork.parse("dog.bif", DOG).toBif());
    String broken = text.replace("0.9 0.1", "0.9 0.2");
    assertThatThrownBy(() -> BayesianNetwork.parse("dog.bif", broken))
        .hasMessageStartingWith("dog.bif line 10: expected probabilities that sum to 1");
  }

  @Test
  void rowsNearlyOneAreNormalised() {
    BayesianNetwork network =
        parse(
            "variable a { type discrete [3] { x, y, z }; }"
                + "probability ( a ) { table 0.3333 0.3333 0.333; }");

    double[] row = network.variables().get(0).rows()[0];
    assertThat(Arrays.stream(row).sum()).isEqualTo(1, within(1e-15));
    assertThat(row[0]).isEqualTo(0.3333 / 0.9996, within(1e-15));
  }

  /** Names need quotes, parents are many, probabilities have all their digits. */
  @Test
  void printsAndParsesBack() {
    for (int seed = 0; seed < 60; seed++) {
      BayesianNetwork network = RandomNetworks.draw(seed);
      String text = network.toBif();
      BayesianNetwork again = BayesianNetwork.parse("again", text);

      assertThat(again.toBif()).isEqualTo(text);
      assertThat(again.name()).isEqualTo(network.name());
      assertThat(again.names()).isEqualTo(network.names());
      assertThat(again.labels()).isEqualTo(network.labels());
      for (int i = 0; i < network.variables().size(); i++) {
        assertThat(again.variables().get(i).parents())
            .containsExactly(network.variables().get(i).parents());
        assertThat(again.variables().get(i).rows())
            .isDeepEqualTo(network.variables().get(i).rows());
      }
    }
  }

  @Test
  void labelsAreSortedAsTablesOfSamplesAre() {
    BayesianNetwork network =
        parse(
                "variable n { type discrete [3] { 10, 9, 2 }; } probability ( n ) { table .5 .2 .3; }"
                    + "variable t { type discrete [2] { y, x }; }"
                    + "probability ( t | n ) { (10) .1 .9; (9) .2 .8; (2) .3 .7; }"
                    + "variable u { type discrete [2] { 2, a }; }"
                    + "probability ( u | t, n ) { default .5 .5; (x, 10) .25 .75; }")
            .inOrderOfLabels();

    assertThat(network.labels())
        .containsExactly(List.of("2", "9", "10"), List.of("x", "y"), List.of("2", "a"));
    assertThat(network.variables().get(0).rows()).isDeepEqualTo(new double[][] {{0.3, 0.2, 0.5}});
    assertThat(network.variables().get(1).rows())
        .isDeepEqualTo(new double[][] {{0.7, 0.3}, {0.8, 0.2}, {0.9, 0.1}});
    double[] half = {0.5, 0.5};
    assertThat(network.variables().get(2).rows())
        .isDeepEqualTo(new double[][] {half, half, {0.25, 0.75}, half, half, half});
  }

  @Test
  void lawIsTheProductOfTheTables() {
    ConditionalModel model = BayesianNetwork.parse("dog.bif", DOG).model(1);
    ExactLaw law = ExactLaw.of(model);

    assertThat(model.graph()).hasToString("Dag(3; 0->1, 0->2, 1->2)");
    assertThat(model.domain().categories()).containsExactly(2, 3, 2);
    assertThat(Arrays.stream(law.probabilities()).sum()).isEqualTo(1, within(1e-12));
    double[] isIn = Arrays.stream(law.configurations()).mapToDouble(x -> 1 - x[2]).toArray();
    // by hand: 0.01 (0.1 * 0.99 + 0.9 / 2) + 0.99 (0.2 * 0.9 + 0.8 / 2)
    assertThat(law.mean(isIn)).isEqualTo(0.57969, within(1e-12));
    assertThat(model.losses(new double[] {0, 0, 0}))
        .containsExactly(
            new double[] {-Math.log(0.01), -Math.log(0.1), -Math.log(0.99)}, within(1e-12));
  }

  /** Marginals of each variable under every single intervention, against enumeration. */
  @Test
  void samplesFollowTheLawUnderInterventions() {
    ConditionalModel model = BayesianNetwork.parse("dog.bif", DOG).model(1);
    int draws = 20_000;
    for (int target = -1; target < 3; target++) {
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      ExactLaw law = ExactLaw.of(model.intervened(targets));
      for (int variable = 0; variable < 3; variable++) {
        int of = variable;
        double[] zero =
            Arrays.stream(law.configurations()).mapToDouble(x -> x[of] == 0 ? 1 : 0).toArray();
        double p = law.mean(zero);
        long seen =
            IntStream.range(0, draws)
                .filter(i -> model.sample(targets, InterventionKind.PERFECT, 3, i)[of] == 0)
                .count();
        double margin = 4.5 * Math.sqrt(p * (1 - p) / draws);
        assertThat((double) seen / draws).isBetween(p - margin, p + margin);
        if (variable == target) {
          assertThat(p).isEqualTo(1.0 / model.domain().categories()[variable], within(1e-12));
        }
      }
    }
  }

  @Test
  void softInterventionsAndShiftsDrawTablesAnew() {
    ConditionalModel model = BayesianNetwork.parse("dog.bif", DOG).model(1);
    ConditionalModel shifted = model.redrawn(VariableSet.of(1), 5);
    double[] values = {1, 2, 0};

    assertThat(shifted.losses(values)[1]).isNotEqualTo(model.losses(values)[1]);
    assertThat(shifted.losses(values)[2]).isEqualTo(model.losses(values)[2]);
    double ratio = Math.exp(5); // of the largest to the least of softmax of (-2.5, 2.5)
    double[] row = shifted.law(1).probabilities(values);
    assertThat(Arrays.stream(row).max().orElseThrow())
        .isLessThan(ratio * Arrays.stream(row).min().orElseThrow());
    long soft =
        IntStream.range(0, 1000)
            .filter(i -> model.sample(VariableSet.of(0), InterventionKind.SOFT, 3, i)[0] == 0)
            .count();
    assertThat(soft).isGreaterThan(50); // 10 by the table of the text
  }

  @Test
  void impossibleLabelsNeverOccur() {
    ConditionalModel model =
        parse(
                "variable a { type discrete [4] { w, x, y, z }; }"
                    + "probability ( a ) { table 0 0.3 0.7 0; }")
            .model(1);

    assertThat(
            IntStream.range(0, 10_000)
                .mapToObj(i -> model.sample(0, InterventionKind.PERFECT, 1, i)[0])
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(1.0, 2.0);
    assertThat(model.entropy())
        .isEqualTo(-0.3 * Math.log(0.3) - 0.7 * Math.log(0.7), within(1e-12));
  }

  /** As large as the networks of thousands of variables that there are. */
  @Test
  void moreVariablesThanAModelTakesAreRead() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append("variable v").append(i).append(" { type discrete [2] { a, b }; }\n");
      text.append("probability ( v").append(i);
      for (int p = Math.max(0, i - 8); p < i; p++) {
        text.append(", v").append(p);
      }
      text.append(" ) { default 0.25 0.75; }\n");
    }
    BayesianNetwork network = parse(text.toString());

    assertThat(network.edgeCount()).isEqualTo(8 * 1000 - 36);
    assertThatThrownBy(() -> network.model(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("number of variables must be 1 to 200, not 1000");
  }

  private static BayesianNetwork parse(String text) {
    return BayesianNetwork.parse("test.bif", text);
  }
}
