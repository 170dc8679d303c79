// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedEffectsTest {

  private static Declaration declaration(Integer categories, String... names) {
    return Declaration.of(
            Experiment.newBuilder()
                .setExperimentId("lab")
                .setVariables(
                    Stream.of(names)
                        .map(
                            name ->
                                new Variable(
                                    name,
                                    categories == null
                                        ? VariableKind.CONTINUOUS
                                        : VariableKind.CATEGORICAL,
                                    categories))
                        .toList())
                .build(),
            1,
            0)
        .record();
  }

  private static List<CausePair> pairs(String given, String... names) {
    return WantedEffects.of(List.of(given)).of(declaration(null, names));
  }

  @Test
  void allAreAllOrderedPairs() {
    assertThat(pairs(" all ", "A", "B", "C"))
        .containsExactly(
            new CausePair(0, 1),
            new CausePair(0, 2),
            new CausePair(1, 0),
            new CausePair(1, 2),
            new CausePair(2, 0),
            new CausePair(2, 1));
    assertThat(pairs("all", "A")).isEmpty();
  }

  @Test
  void namesThatAnExperimentDoesNotHaveAreLeftOut() {
    assertThat(pairs("B->A,A->Z,Z->A,A->C,B -> A", "A", "B", "C"))
        .containsExactly(new CausePair(1, 0), new CausePair(0, 2));
    assertThat(pairs("X->Y", "A", "B")).isEmpty();
  }

  @Test
  void valuesOfARepeatedOptionAreJoined() {
    assertThat(WantedEffects.of(List.of("A->B,B->C", "C->A")))
        .isEqualTo(new WantedEffects(List.of("A->B", "B->C", "C->A")));
  }

  @Test
  void aNameMayHoldTheSignOfAnArrowOrABlank() {
    assertThat(pairs("a->b->c", "a->b", "c")).containsExactly(new CausePair(0, 1));
    assertThat(pairs("a->b->c", "a", "b->c")).containsExactly(new CausePair(0, 1));
    assertThat(pairs(" a->b", " a", "b")).containsExactly(new CausePair(0, 1));
    assertThat(pairs("a->a->a", "a", "a->a")).containsExactly(new CausePair(0, 1));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          "A->B,C",   "'C' is no CAUSE->EFFECT of two variables"
          "A->B,",    "'' is no CAUSE->EFFECT of two variables"
          "",         "'' is no CAUSE->EFFECT of two variables"
          "->B",      "'->B' is no CAUSE->EFFECT of two variables"
          "A->",      "'A->' is no CAUSE->EFFECT of two variables"
          "A->A",     "'A->A' is no CAUSE->EFFECT of two variables"
          "all,A->B", "'all' stands for itself alone"
          "ALL",      "'ALL' is no CAUSE->EFFECT of two variables"
          """)
  void thePartThatIsNoPairIsNamed(String given, String message) {
    assertThatThrownBy(() -> WantedEffects.of(List.of(given)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** Of a number its mean, deviation and seven quantiles; of a pair the probability of none. */
  @Test
  void numbersAreCounted() {
    Declaration continuous = declaration(null, "A", "B", "C");
    Declaration categorical = declaration(3, "A", "B");

    assertThat(WantedEffects.numbers(continuous, WantedEffects.all().of(continuous)))
        .isEqualTo(6 * (1 + 9));
    assertThat(WantedEffects.numbers(categorical, WantedEffects.all().of(categorical)))
        .isEqualTo(2 * (1 + 9 * 9));
    assertThat(WantedEffects.fit(1_000_000)).isTrue();
    assertThat(WantedEffects.fit(1_000_001)).isFalse();
  }
}
