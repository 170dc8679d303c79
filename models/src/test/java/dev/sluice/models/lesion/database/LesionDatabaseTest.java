// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.lesion.CaseName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LesionDatabaseTest {
  private static final DatabaseSizes SIZES = new DatabaseSizes(30, 100, 1000);

  private final PatientSplit split = new PatientSplit(1, 0.1, 0.2);
  private final SplitCases cases = split.divide(Cohort.strokes(60), Cohort.normals(150));

  @ParameterizedTest
  @CsvSource({"CLINICAL, 30, 0", "SYNTHETIC, 0, 100", "BOTH, 30, 100", "BOTH_MANY, 30, 1000"})
  void hasAsManyCasesAsItSays(LesionDatabase database, int real, int synthetic) {
    List<TrainingCase> built = database.cases(cases, SIZES, 5);

    assertThat(database.real(SIZES)).isEqualTo(real);
    assertThat(database.synthetic(SIZES)).isEqualTo(synthetic);
    assertThat(real(built)).hasSize(real).doesNotHaveDuplicates();
    assertThat(orders(built)).hasSize(synthetic).doesNotHaveDuplicates();
    assertThat(built).hasSize(real + synthetic);
  }

  @Test
  void hasThePapersNamesAndSizes() {
    assertThat(LesionDatabase.values())
        .extracting(LesionDatabase::paperName)
        .containsExactly("CDB", "S2DB", "CS2DB", "CS40DB");
    assertThat(LesionDatabase.BOTH_MANY.real(DatabaseSizes.PAPER)).isEqualTo(375);
    assertThat(LesionDatabase.BOTH_MANY.synthetic(DatabaseSizes.PAPER)).isEqualTo(40_000);
    assertThat(LesionDatabase.SYNTHETIC.synthetic(DatabaseSizes.PAPER)).isEqualTo(2000);
  }

  @Test
  void databasesShareTheirCases() {
    List<CaseName> clinical = real(LesionDatabase.CLINICAL.cases(cases, SIZES, 5));
    List<TrainingCase> many = LesionDatabase.BOTH_MANY.cases(cases, SIZES, 5);

    assertThat(real(many)).containsExactlyInAnyOrderElementsOf(clinical);
    assertThat(orders(many))
        .filteredOn(order -> order.replica() < 100)
        .containsExactlyInAnyOrderElementsOf(
            orders(LesionDatabase.SYNTHETIC.cases(cases, SIZES, 5)));
    assertThat(orders(many)).allMatch(order -> clinical.contains(order.donor()));
  }

  /** 1000 of 30 donors: 33 or 34 each; of the normals for training likewise. */
  @Test
  void donorsAndAcceptorsTakeTurns() {
    List<SyntheticOrder> orders = orders(LesionDatabase.BOTH_MANY.cases(cases, SIZES, 5));
    int acceptors = cases.normals(Part.TRAINING).size();

    assertThat(counts(orders, SyntheticOrder::donor)).hasSize(30);
    assertThat(counts(orders, SyntheticOrder::donor).values()).containsOnly(33L, 34L);
    assertThat(counts(orders, SyntheticOrder::acceptor)).hasSize(acceptors);
    assertThat(counts(orders, SyntheticOrder::acceptor).values())
        .allMatch(count -> count == 1000 / acceptors || count == 1000 / acceptors + 1);
  }

  @Test
  void partnersChange() {
    List<SyntheticOrder> orders = orders(LesionDatabase.BOTH_MANY.cases(cases, SIZES, 5));
    long pairs =
        orders.stream().map(order -> List.of(order.donor(), order.acceptor())).distinct().count();

    // of 1000 draws from some 3000 pairs, about 850 differ
    assertThat(pairs).isGreaterThan(800);
  }

  @ParameterizedTest
  @EnumSource
  void orderIsByHashWhateverTheCasesCameIn(LesionDatabase database) {
    List<CaseName> strokes = new ArrayList<>(Cohort.strokes(60));
    List<CaseName> normals = new ArrayList<>(Cohort.normals(150));
    Collections.shuffle(strokes, new Random(1));
    Collections.shuffle(normals, new Random(2));
    List<TrainingCase> built = database.cases(cases, SIZES, 5);

    assertThat(database.cases(split.divide(strokes, normals), SIZES, 5)).isEqualTo(built);
    assertThat(database.cases(cases, SIZES, 6)).isNotEqualTo(built);
  }

  @Test
  void realAndSyntheticAreMixed() {
    List<TrainingCase> built = LesionDatabase.BOTH.cases(cases, SIZES, 5);

    assertThat(real(built.subList(0, 65)).size()).isBetween(8, 22);
  }

  @Test
  void refusesMoreStrokesThanThereAre() {
    int there = cases.strokes(Part.TRAINING).size();
    DatabaseSizes more = new DatabaseSizes(there + 1, 1, 1);

    assertThatThrownBy(() -> LesionDatabase.CLINICAL.cases(cases, more, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%d strokes for training are asked for, there are %d", there + 1, there);
  }

  @Test
  void refusesSynthesisWithoutNormals() {
    SplitCases strokes = split.divide(Cohort.strokes(60), List.of());

    assertThat(LesionDatabase.CLINICAL.cases(strokes, SIZES, 5)).hasSize(30);
    assertThatThrownBy(() -> LesionDatabase.BOTH.cases(strokes, SIZES, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are no normals for training");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 2, 1"})
  void refusesSizesThatAreNone(int clinical, int synthetic, int many) {
    assertThatThrownBy(() -> new DatabaseSizes(clinical, synthetic, many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("databases of %d real, %d and %d synthetic cases", clinical, synthetic, many);
  }

  private static List<CaseName> real(Collection<TrainingCase> cases) {
    return cases.stream()
        .filter(RealCase.class::isInstance)
        .map(training -> ((RealCase) training).name())
        .toList();
  }

  private static List<SyntheticOrder> orders(Collection<TrainingCase> cases) {
    return cases.stream()
        .filter(SyntheticOrder.class::isInstance)
        .map(SyntheticOrder.class::cast)
        .toList();
  }

  private static Map<CaseName, Long> counts(
      List<SyntheticOrder> orders, Function<SyntheticOrder, CaseName> part) {
    return orders.stream().collect(Collectors.groupingBy(part, Collectors.counting()));
  }
}
