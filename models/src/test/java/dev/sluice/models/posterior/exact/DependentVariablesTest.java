// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Columns that are functions of one another: exact, or a refusal that names them. */
class DependentVariablesTest {

  /** Inputs by formula, of four columns each. */
  enum Input {
    /** x, x/2, 0.8 x, and another. */
    UNITS(5e-10, -13653.14) {
      @Override
      double[][] rows() {
        double[][] rows = new double[2000][];
        for (long i = 1; i <= rows.length; i++) {
          double a = (i * i * 7919 + i * 104729) % 999983 * 10;
          double other = i * i * 15485863 % 999983 * 10;
          rows[(int) i - 1] = new double[] {a, written(a * .5, 1), written(a * .8, 1), other};
        }
        return rows;
      }
    },
    /** a, 2a, 3a of nine digits, and another; with the default scale. */
    MULTIPLES(0.5, -3985.79) {
      @Override
      double[][] rows() {
        double[][] rows = new double[100][];
        for (long i = 1; i <= rows.length; i++) {
          double a = (i * i * 7919 + i * 104729) % 999999937;
          rows[(int) i - 1] = new double[] {a, 2 * a, 3 * a, i * i * 15485863 % 999999937};
        }
        return rows;
      }
    },
    /** n, t, n + t, and another. */
    TOTAL(5e-9, -6280.83) {
      @Override
      double[][] rows() {
        double[][] rows = new double[1000][];
        for (long i = 1; i <= rows.length; i++) {
          double n = i * 7919 % 10007 / 10.0;
          double t = i * 104729 % 9973 / 50.0;
          rows[(int) i - 1] =
              new double[] {written(n, 2), written(t, 2), written(n + t, 2), i * 31 % 83};
        }
        return rows;
      }
    };

    final double scale;
    final double logEvidence;

    Input(double scale, double logEvidence) {
      this.scale = scale;
      this.logEvidence = logEvidence;
    }

    abstract double[][] rows();
  }

  @ParameterizedTest
  @EnumSource
  void aFixedScaleGivesTheExactPosterior(Input input) {
    ScorePrior prior = ScorePrior.defaults(4).withScale(input.scale);
    Posterior posterior = posterior(input.rows(), prior);
    ExactOracle oracle = new ExactOracle(input.rows(), prior);
    assertThat(oracle.logEvidence).isCloseTo(input.logEvidence, within(.005));
    assertThat(posterior.logEvidence()).isCloseTo(oracle.logEvidence, within(1e-8));
    assertClose(posterior.edges(), oracle.edges, 1e-9);
  }

  @Test
  void whatIsNoFunctionOfTheOthersHasNoEdges() {
    ScorePrior prior = ScorePrior.defaults(4).withScale(5e-10);
    double[][] edges = posterior(Input.UNITS.rows(), prior).edges();
    for (int i = 0; i < 3; i++) {
      assertThat(edges[i][3]).isCloseTo(0, within(1e-3));
      assertThat(edges[3][i]).isCloseTo(0, within(1e-3));
      for (int j = 0; j < 3; j++) {
        assertThat(edges[i][j]).isCloseTo(i == j ? 0 : .5, within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aScaleByEvidenceIsRefusedByTheNamesOfTheColumns(Input input) {
    DependentVariablesException refusal =
        catchThrowableOfType(
            DependentVariablesException.class, () -> posterior(input.rows(), byEvidence(4)));
    assertThat(refusal.dependent()).isEqualTo(VariableSet.of(0, 1, 2));
    assertThat(refusal.constant()).isEqualTo(VariableSet.EMPTY);
    assertThat(refusal.isWithoutOptimum()).isTrue();
  }

  @Test
  void aChainHasTheSamePosteriorInEveryUnit() {
    Posterior expected = posterior(chain(1), byEvidence(4));
    for (double unit : new double[] {1e8, 1e-12, 0x1p80}) {
      Posterior actual = posterior(chain(unit), byEvidence(4));
      assertThat(actual.priorScale() / (unit * unit * expected.priorScale()))
          .isCloseTo(1, within(1e-12));
      assertClose(actual.edges(), expected.edges(), 1e-9);
    }
  }

  private static double[][] chain(double unit) {
    Random random = new Random(17);
    double[][] rows = new double[300][4];
    for (double[] row : rows) {
      double before = 0;
      for (int i = 0; i < row.length; i++) {
        before = 0.8 * before + random.nextGaussian();
        row[i] = unit * before;
      }
    }
    return rows;
  }

  @Test
  void aConstantColumnIsNamed() {
    double[][] rows = chain(1);
    for (double[] row : rows) {
      row[2] = 0;
    }
    DependentVariablesException refusal =
        catchThrowableOfType(
            DependentVariablesException.class, () -> posterior(rows, byEvidence(4)));
    assertThat(refusal.constant()).isEqualTo(VariableSet.of(2));
    assertThat(refusal.dependent()).isEqualTo(VariableSet.EMPTY);
  }

  @Test
  void fewSamplesAreNoRefusal() {
    for (int samples = 0; samples < 5; samples++) {
      double[][] rows = Arrays.copyOf(chain(1e6), samples);
      SufficientStatistics statistics = SufficientStatistics.empty(Domain.continuous(4));
      for (double[] row : rows) {
        statistics.observe(Domain.continuous(4), row, VariableSet.EMPTY, 1);
      }
      Posterior posterior =
          Inference.posterior(
              Domain.continuous(4), statistics, byEvidence(4), GraphPrior.uniform(4));
      assertThat(posterior.logEvidence()).isFinite();
    }
  }

  static ScorePrior byEvidence(int dimension) {
    ScorePrior defaults = ScorePrior.defaults(dimension);
    return new ScorePrior(defaults.alphaMu(), defaults.alphaW(), defaults.priorScale(), true, 1);
  }

  static Posterior posterior(double[][] rows, ScorePrior prior) {
    int d = rows[0].length;
    return Inference.posterior(
        Domain.continuous(d), statistics(rows), prior, GraphPrior.uniform(d));
  }

  static SufficientStatistics statistics(double[][] rows) {
    Domain domain = Domain.continuous(rows[0].length);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    for (double[] row : rows) {
      statistics.observe(domain, row, VariableSet.EMPTY, 1);
    }
    return statistics;
  }

  static void assertClose(double[][] actual, double[][] expected, double error) {
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected.length; j++) {
        assertThat(actual[i][j]).as("[%d][%d]", i, j).isCloseTo(expected[i][j], within(error));
      }
    }
  }

  /** What a number written with so many decimals is read as. */
  static double written(double number, int decimals) {
    return Double.parseDouble(String.format(Locale.ROOT, "%." + decimals + "f", number));
  }
}
