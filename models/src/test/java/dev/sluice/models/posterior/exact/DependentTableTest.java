// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generated tables of which columns are functions of others, as people's files have them. */
class DependentTableTest {
  private static final int CASES = 500;
  private static final String[] KINDS = {
    "converted", "converted and written", "total", "duration", "duplicate", "nearly", "free"
  };

  /** A table and the prior it is scored by. */
  private record Case(String kind, double[][] rows, ScorePrior prior) {
    static Case of(int number) {
      Random random = new Random(number);
      int d = 3 + number % 2;
      String kind = KINDS[number % KINDS.length];
      double[][] rows = new double[random.nextInt(5, 120)][d];
      double[] units = new double[d];
      double common = Math.pow(10, random.nextInt(-8, 9));
      for (int i = 0; i < d; i++) {
        units[i] = number % 3 == 0 ? Math.pow(10, random.nextInt(-8, 9)) : common;
      }
      double slope = random.nextDouble(0.1, 3);
      double origin = random.nextInt(3) == 0 ? 1000 : 0;
      for (double[] row : rows) {
        for (int i = 0; i < d; i++) {
          double before = i > 0 ? row[i - 1] / units[i - 1] * random.nextInt(2) : 0;
          row[i] = units[i] * (origin + before + random.nextGaussian());
        }
        switch (kind) {
          case "converted" -> row[1] = row[0] * slope + 32 * units[0];
          case "converted and written" -> {
            row[0] = DependentVariablesTest.written(row[0], 2);
            row[1] = DependentVariablesTest.written(row[0] * slope, 2);
          }
          case "total" -> row[2] = row[0] + row[1];
          case "duration" -> {
            row[0] = 1.7e9 + row[0];
            row[1] = row[0] + Math.abs(row[1]);
            row[2] = row[1] - row[0];
          }
          case "duplicate" -> row[d - 1] = row[0];
          case "nearly" -> row[1] = row[0] * (1 + 1e-7 * random.nextGaussian());
          default -> {}
        }
      }
      ScorePrior defaults = ScorePrior.defaults(d);
      ScorePrior prior =
          switch (random.nextInt(3)) {
            case 0 -> defaults;
            case 1 -> defaults.withScale(common * common * Math.pow(10, random.nextInt(-12, 1)));
            default -> DependentVariablesTest.byEvidence(d);
          };
      return new Case(kind, rows, prior);
    }

    /** The largest sum of squares of a column. */
    double squares() {
      return columns().mapToDouble(x -> Arrays.stream(x).map(v -> v * v).sum()).max().orElse(0);
    }

    /** The smallest variance of a column that varies; 1 if none does. */
    double leastVariance() {
      return columns()
          .mapToDouble(
              x -> {
                double mean = Arrays.stream(x).average().orElse(0);
                return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
              })
          .filter(variance -> variance > 0)
          .min()
          .orElse(1);
    }

    /** Whether the evidence rises as the scale falls from ten times this to it. */
    boolean risesTo(double scale) {
      return new ExactOracle(rows, prior.withScale(scale)).logEvidence
          > new ExactOracle(rows, prior.withScale(10 * scale)).logEvidence;
    }

    private Stream<double[]> columns() {
      return IntStream.range(0, rows[0].length)
          .mapToObj(i -> Arrays.stream(rows).mapToDouble(row -> row[i]).toArray());
    }
  }

  @Test
  void everyTableGivesTheExactPosteriorOrARefusal() {
    int withoutOptimum = 0;
    int ofRounding = 0;
    int beyondPrecision = 0;
    for (int number = 0; number < CASES; number++) {
      Case table = Case.of(number);
      Posterior posterior;
      try {
        posterior = DependentVariablesTest.posterior(table.rows, table.prior);
      } catch (DependentVariablesException e) {
        assertThat(e.dependent().isEmpty() && e.constant().isEmpty()).isFalse();
        if (e.isWithoutOptimum()) {
          assertThat(table.risesTo(1e-12 * table.leastVariance())).isTrue();
          withoutOptimum++;
        } else if (table.prior.scaleByEvidence()) {
          assertThat(table.risesTo(1e-32 * table.squares())).as("%d", number).isTrue();
          ofRounding++;
        } else {
          // the statistic holds some 45 digits of a sum of squares
          assertThat(table.squares() / table.prior.priorScale()).isGreaterThan(1e32);
          beyondPrecision++;
        }
        continue;
      }
      ExactOracle oracle =
          new ExactOracle(table.rows, table.prior.withScale(posterior.priorScale()));
      assertThat(posterior.logEvidence())
          .as("%d: %s", number, table.kind)
          .isCloseTo(oracle.logEvidence, within(1e-9 * Math.max(1, -oracle.logEvidence)));
      DependentVariablesTest.assertClose(posterior.edges(), oracle.edges, 1e-8);
    }
    // of 500; the rounding of powers and logarithms may decide on one or two
    assertThat(withoutOptimum).isBetween(69, 71);
    assertThat(ofRounding).isBetween(12, 14);
    assertThat(beyondPrecision).isBetween(5, 10);
  }

  @Test
  void orderPartsAndPlacesDoNotMatter() {
    for (int number = 0; number < CASES; number += 5) {
      Case table = Case.of(number);
      Posterior expected;
      try {
        expected = DependentVariablesTest.posterior(table.rows, table.prior);
      } catch (DependentVariablesException e) {
        assertRefusedInAnyOrder(table, e.dependent());
        continue;
      }
      int d = table.rows[0].length;
      for (SufficientStatistics other : others(table.rows, number)) {
        Posterior actual =
            Inference.posterior(Domain.continuous(d), other, table.prior, GraphPrior.uniform(d));
        DependentVariablesTest.assertClose(actual.edges(), expected.edges(), 1e-9);
      }
      double[][] mirrored =
          DependentVariablesTest.posterior(mirrored(table.rows), table.prior).edges();
      DependentVariablesTest.assertClose(
          mirrored(mirrored), mirroredColumns(expected.edges()), 1e-9);
    }
  }

  private static void assertRefusedInAnyOrder(Case table, VariableSet dependent) {
    int d = table.rows[0].length;
    for (SufficientStatistics other : others(table.rows, 1)) {
      DependentVariablesException refusal = null;
      try {
        Inference.posterior(Domain.continuous(d), other, table.prior, GraphPrior.uniform(d));
      } catch (DependentVariablesException e) {
        refusal = e;
      }
      assertThat(refusal).isNotNull();
      assertThat(refusal.dependent()).isEqualTo(dependent);
    }
  }

  /** The rows in other orders, and in parts that are merged. */
  private static List<SufficientStatistics> others(double[][] rows, int seed) {
    List<double[]> order = new ArrayList<>(List.of(rows));
    Collections.reverse(order);
    SufficientStatistics reversed =
        DependentVariablesTest.statistics(order.toArray(new double[0][]));
    Collections.shuffle(order, new Random(seed));
    SufficientStatistics[] buckets = new SufficientStatistics[4];
    for (int bucket = 0; bucket < buckets.length; bucket++) {
      List<double[]> part = new ArrayList<>();
      for (int n = bucket; n < rows.length; n += buckets.length) {
        part.add(order.get(n));
      }
      buckets[bucket] = DependentVariablesTest.statistics(part.toArray(new double[0][]));
    }
    int half = rows.length / 2;
    SufficientStatistics halves =
        DependentVariablesTest.statistics(order.subList(0, half).toArray(new double[0][]))
            .merge(
                DependentVariablesTest.statistics(
                    order.subList(half, rows.length).toArray(new double[0][])));
    return List.of(
        reversed, halves, buckets[2].merge(buckets[0]).merge(buckets[3].merge(buckets[1])));
  }

  /** The columns from the last to the first. */
  private static double[][] mirrored(double[][] rows) {
    double[][] mirrored = new double[rows.length][];
    for (int n = 0; n < rows.length; n++) {
      mirrored[n] = new double[rows[n].length];
      for (int i = 0; i < rows[n].length; i++) {
        mirrored[n][i] = rows[n][rows[n].length - 1 - i];
      }
    }
    return mirrored;
  }

  /** The matrix of the mirrored columns, but for the order of its columns. */
  private static double[][] mirroredColumns(double[][] edges) {
    List<double[]> order = new ArrayList<>(List.of(edges));
    Collections.reverse(order);
    return order.toArray(new double[0][]);
  }
}
