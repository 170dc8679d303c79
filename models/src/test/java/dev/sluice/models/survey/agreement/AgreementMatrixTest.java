// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.statistics.Correlation;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.Proportion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class AgreementMatrixTest {
  private static final double LEVEL = 0.95;
  private static final double[] X = {0.1, 0.4, 0.35, 0.8, 0.95, 0.5};
  private static final double[] Y = {0.2, 0.3, 0.5, 0.7, 0.9, 0.9};

  /** {@code scipy.stats.pearsonr} and its confidence interval. */
  @Test
  void correlationAndItsInterval() {
    Correlation correlation = matrix(X, Y).pair("x", "y").correlation(LEVEL);
    assertThat(correlation.n()).isEqualTo(6);
    assertThat(correlation.r()).isCloseTo(0.7984169056233921, within(1e-10));
    assertThat(correlation.interval().lower()).isCloseTo(-0.0373381757, within(1e-9));
    assertThat(correlation.interval().upper()).isCloseTo(0.9769497059, within(1e-9));
  }

  @Test
  void theOrderOfTheNamesDoesNotMatter() {
    AgreementMatrix matrix = matrix(X, Y);
    assertThat(matrix.pair("y", "x")).isEqualTo(matrix.pair("x", "y"));
    assertThat(matrix.pair("y", "z")).isEqualTo(PairMoments.EMPTY);
  }

  @Test
  void aConstantModelHasNoCorrelation() {
    Correlation correlation =
        matrix(new double[] {0.1, 0.1, 0.1, 0.1}, Y).pair("x", "y").correlation(LEVEL);
    assertThat(correlation.r()).isNaN();
    assertThat(correlation.interval().lower()).isNaN();
  }

  @Test
  void equalModelsCorrelatePerfectly() {
    Correlation correlation = matrix(X, X).pair("x", "y").correlation(LEVEL);
    assertThat(correlation.r()).isCloseTo(1, within(1e-15));
    assertThat(matrix(new double[] {0.1, 0.2}, Y).pair("x", "y").correlation(LEVEL).interval())
        .isEqualTo(new Interval(Double.NaN, Double.NaN));
  }

  /** Strong in both: 0.1/0.2 the same way, 0.95/0.9 the same way, 0.75/0.25 against each other. */
  @Test
  void strongPreferencesAgreeOrNot() {
    AgreementMatrix matrix =
        matrix(new double[] {0.1, 0.95, 0.75, 0.74}, new double[] {0.2, 0.9, 0.25, 0.9});
    assertThat(matrix.pair("x", "y").strongAgreement()).isEqualTo(new Proportion(2, 3));
  }

  @Test
  void clustersCountABlankCorrelationAsZero() {
    AgreementMatrix matrix = new AgreementMatrix();
    for (int i = 0; i < X.length; i++) {
      AgreementRow row = set(matrix, AgreementRow.EMPTY, "a", X[i]);
      row = set(matrix, row, "b", 0.5);
      set(matrix, row, "c", Y[i]);
    }
    Clustering clustering = matrix.clusters();
    assertThat(clustering.order()).containsExactly("a", "c", "b");
    assertThat(clustering.merges().get(0).distance()).isCloseTo(1 - 0.79841690562, within(1e-9));
    assertThat(clustering.merges().get(1).distance()).isEqualTo(1);
  }

  @Test
  void settingTheSameValueChangesNothing() {
    AgreementRow row = AgreementRow.EMPTY.set("a", 0.5).row().set("b", 0.25).row();
    assertThat(row.set("a", 0.5).changes()).isEmpty();
    assertThat(row.set("c", Double.NaN).changes()).isEmpty();
    assertThat(row.set("a", Double.NaN).row().likelihoods()).containsOnlyKeys("b");
  }

  @Test
  void thoseThatAreNotFiniteAreToldFromOtherFailures() {
    AgreementMatrix matrix = new AgreementMatrix();
    AgreementRow row = set(matrix, AgreementRow.EMPTY, "a", 0.5);
    AgreementRow.Update infinite = row.fail("b", true);
    infinite.changes().forEach(matrix::apply);
    assertThat(matrix.pair("a", "b").failures()).isEqualTo(1);
    assertThat(matrix.pair("a", "b").notFinite()).isEqualTo(1);
    AgreementRow.Update thrown = infinite.row().fail("c", false);
    thrown.changes().forEach(matrix::apply);
    assertThat(matrix.pair("b", "c").failures()).isEqualTo(1);
    assertThat(matrix.pair("b", "c").notFinite()).isZero();

    row = set(matrix, thrown.row(), "b", 0.25);
    assertThat(matrix.pair("a", "b").n()).isEqualTo(1);
    assertThat(matrix.pair("a", "b").failed()).isZero();
    row.fail("a", false).changes().forEach(matrix::apply);
    assertThat(matrix.pair("a", "b").failures()).isEqualTo(1);
    assertThat(matrix.pair("a", "b").notFinite()).isZero();
  }

  @Test
  void aLikelihoodThatFailsIsCountedBesideTheSumsAndCanComeBack() {
    AgreementMatrix matrix = new AgreementMatrix();
    AgreementRow row = set(matrix, AgreementRow.EMPTY, "a", 0.5);
    AgreementRow.Update failed = row.fail("b", false);
    failed.changes().forEach(matrix::apply);
    row = set(matrix, failed.row(), "c", 0.25);
    assertThat(matrix.pair("a", "b").failed()).isEqualTo(1);
    assertThat(matrix.pair("b", "c").failed()).isEqualTo(1);
    assertThat(matrix.pair("a", "b").n()).isZero();
    assertThat(matrix.pair("a", "c").failed()).isZero();
    assertThat(row.fail("b", false).changes()).isEmpty();

    set(matrix, row, "b", 0.75);
    AgreementMatrix once = new AgreementMatrix();
    AgreementRow other = set(once, AgreementRow.EMPTY, "a", 0.5);
    set(once, set(once, other, "b", 0.75), "c", 0.25);
    assertThat(matrix.pairs).isEqualTo(once.pairs);
  }

  /** Likelihoods come, change and go; what remains is as if nothing else had been. */
  @Test
  void afterAnyChangesTheSumsAreThoseOfABatch() {
    UniformRandomProvider random = KeyedRandom.of(2, "agreement");
    List<String> models = List.of("m1", "m2", "m3", "m4", "m5");
    AgreementMatrix running = new AgreementMatrix();
    Map<Integer, AgreementRow> rows = new HashMap<>();
    Map<String, Double> values = new TreeMap<>();
    for (int step = 0; step < 3_000; step++) {
      int scenario = random.nextInt(25);
      String model = models.get(random.nextInt(models.size()));
      double value = random.nextInt(8) == 0 ? Double.NaN : random.nextDouble();
      AgreementRow row = rows.getOrDefault(scenario, AgreementRow.EMPTY);
      rows.put(scenario, set(running, row, model, value));
      values.put(scenario + " " + model, value);
    }
    AgreementMatrix batch = new AgreementMatrix();
    for (int scenario = 0; scenario < 25; scenario++) {
      AgreementRow row = AgreementRow.EMPTY;
      for (String model : models) {
        row = set(batch, row, model, values.getOrDefault(scenario + " " + model, Double.NaN));
      }
    }
    assertThat(running.pairs).isEqualTo(batch.pairs);
    assertThat(running.models()).isEqualTo(models);
    assertThat(running.pair("m1", "m4").correlation(LEVEL).r())
        .isCloseTo(pearson(values, "m1", "m4"), within(1e-9));
  }

  private static double pearson(Map<String, Double> values, String one, String other) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int scenario = 0; scenario < 25; scenario++) {
      double u = values.getOrDefault(scenario + " " + one, Double.NaN);
      double v = values.getOrDefault(scenario + " " + other, Double.NaN);
      if (!Double.isNaN(u + v)) {
        n++;
        x += u;
        y += v;
        xx += u * u;
        yy += v * v;
        xy += u * v;
      }
    }
    return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
  }

  private static AgreementMatrix matrix(double[] x, double[] y) {
    AgreementMatrix matrix = new AgreementMatrix();
    for (int i = 0; i < x.length; i++) {
      set(matrix, set(matrix, AgreementRow.EMPTY, "y", y[i]), "x", x[i]);
    }
    return matrix;
  }

  private static AgreementRow set(
      AgreementMatrix matrix, AgreementRow row, String model, double value) {
    AgreementRow.Update update = row.set(model, value);
    update.changes().forEach(matrix::apply);
    return update.row();
  }
}
