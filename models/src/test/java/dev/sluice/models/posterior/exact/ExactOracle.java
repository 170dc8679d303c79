// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.prior.ScorePrior;
import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * The posterior over all graphs of up to four continuous variables, uniform prior over graphs, from
 * the rows themselves: sums, products and determinants in exact arithmetic on the doubles of the
 * rows (all are multiples of powers of two), then logarithms of 40 digits.
 */
final class ExactOracle {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal LN_2 = atanh(BigDecimal.ONE.divide(new BigDecimal(3), DIGITS));

  private final int dimension;
  private final int samples;
  private final ScorePrior prior;

  /** (N + alphaMu) R, which needs no division. */
  private final BigDecimal[][] matrix;

  final double logEvidence;
  final double[][] edges;

  ExactOracle(double[][] rows, ScorePrior prior) {
    dimension = rows[0].length;
    samples = rows.length;
    this.prior = prior;
    matrix = matrix(rows);
    double[] evidence = new double[1 << dimension];
    for (int set = 1; set < evidence.length; set++) {
      evidence[set] = evidence(set);
    }
    edges = new double[dimension][dimension];
    logEvidence = sum(evidence);
  }

  private BigDecimal[][] matrix(double[][] rows) {
    BigDecimal total = new BigDecimal(samples).add(new BigDecimal(prior.alphaMu()));
    BigDecimal[] sums = new BigDecimal[dimension];
    BigDecimal[][] of = new BigDecimal[dimension][dimension];
    for (int i = 0; i < dimension; i++) {
      sums[i] = BigDecimal.ZERO;
      for (double[] row : rows) {
        sums[i] = sums[i].add(new BigDecimal(row[i]));
      }
      for (int j = 0; j <= i; j++) {
        BigDecimal products = i == j ? new BigDecimal(prior.priorScale()) : BigDecimal.ZERO;
        for (double[] row : rows) {
          products = products.add(new BigDecimal(row[i]).multiply(new BigDecimal(row[j])));
        }
        of[i][j] = total.multiply(products).subtract(sums[i].multiply(sums[j]));
        of[j][i] = of[i][j];
      }
    }
    return of;
  }

  /** ln p(D_F), Kuipers, Moffa and Heckerman 2014. */
  private double evidence(int set) {
    int size = Integer.bitCount(set);
    double a = prior.alphaW() - dimension;
    double terms = 0;
    for (int l = 0; l < size; l++) {
      terms +=
          0.5 * Math.log(prior.alphaMu() / (samples + prior.alphaMu()))
              - 0.5 * samples * (Math.log(Math.PI) + Math.log(prior.priorScale()))
              + LogGamma.value(0.5 * (samples + a + l + 1))
              - LogGamma.value(0.5 * (a + l + 1));
    }
    BigDecimal total = new BigDecimal(samples).add(new BigDecimal(prior.alphaMu()));
    BigDecimal unit = total.multiply(new BigDecimal(prior.priorScale()));
    int[] members = VariableSet.ofMask(set).members();
    BigDecimal ratio = determinant(members, 0, 0).divide(unit.pow(size), DIGITS);
    return terms - 0.5 * (samples + a + size) * ln(ratio).doubleValue();
  }

  /** Laplace expansion of the principal minor along the row numbered {@code row}. */
  private BigDecimal determinant(int[] members, int row, int used) {
    if (row == members.length) {
      return BigDecimal.ONE;
    }
    BigDecimal sum = BigDecimal.ZERO;
    int sign = 1;
    for (int column = 0; column < members.length; column++) {
      if ((used >>> column & 1) == 0) {
        BigDecimal term =
            matrix[members[row]][members[column]].multiply(
                determinant(members, row + 1, used | 1 << column));
        sum = sign > 0 ? sum.add(term) : sum.subtract(term);
        sign = -sign;
      }
    }
    return sum;
  }

  /** ln of a positive number: powers of two apart, the rest by the series of atanh. */
  private static BigDecimal ln(BigDecimal x) {
    int power = (int) Math.round((x.precision() - x.scale() - 1) * Math.log(10) / Math.log(2));
    BigDecimal rest =
        power >= 0 ? x.divide(TWO.pow(power), DIGITS) : x.multiply(TWO.pow(-power), DIGITS);
    while (rest.doubleValue() > 1.4) {
      rest = rest.divide(TWO, DIGITS);
      power++;
    }
    BigDecimal z = rest.subtract(BigDecimal.ONE).divide(rest.add(BigDecimal.ONE), DIGITS);
    return atanh(z).add(LN_2.multiply(new BigDecimal(power)));
  }

  /** Twice atanh z. */
  private static BigDecimal atanh(BigDecimal z) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal power = z.multiply(TWO);
    for (int n = 1; power.abs().compareTo(new BigDecimal("1e-45")) > 0; n += 2) {
      sum = sum.add(power.divide(new BigDecimal(n), DIGITS));
      power = power.multiply(z).multiply(z, DIGITS);
    }
    return sum;
  }

  /** Sums over all graphs; fills the edges. */
  private double sum(double[] evidence) {
    AllDags graphs = AllDags.of(dimension);
    double[] scores = new double[graphs.size()];
    double most = Double.NEGATIVE_INFINITY;
    for (int number = 0; number < scores.length; number++) {
      for (int node = 0; node < dimension; node++) {
        int parents = graphs.parents(number, node);
        scores[number] += evidence[parents | 1 << node] - evidence[parents];
      }
      most = Math.max(most, scores[number]);
    }
    double total = 0;
    for (int number = 0; number < scores.length; number++) {
      double weight = Math.exp(scores[number] - most);
      total += weight;
      for (int[] edge : graphs.graph(number).edges()) {
        edges[edge[0]][edge[1]] += weight;
      }
    }
    for (double[] row : edges) {
      for (int j = 0; j < dimension; j++) {
        row[j] /= total;
      }
    }
    return most + Math.log(total);
  }
}
