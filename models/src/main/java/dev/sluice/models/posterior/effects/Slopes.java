// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.Dependence;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.DoubleRemainders;
import dev.sluice.models.posterior.score.FixedRemainders;
import dev.sluice.models.posterior.score.GaussianStatistic;
import dev.sluice.models.posterior.score.Remainders;
import dev.sluice.models.posterior.score.ScatterMatrix;
import dev.sluice.models.prior.ScorePrior;

/**
 * The posterior of the coefficient of a cause x in the regression of an outcome y on x and its
 * parents S, under the prior of the BGe score restricted to these variables. With R, N, alphaW as
 * of {@link dev.sluice.models.posterior.score.BgeEvidence}, A = S + x of l variables and the
 * regression of {@link dev.sluice.models.posterior.score.GaussianMechanisms}, the variance of the
 * noise is r / chi2(nu), the coefficient given it normal about (R_A^-1 R_Ay)_x with that times
 * (R_A^-1)_xx; so the coefficient has Student's distribution,
 *
 * <pre>
 * nu       = N + alphaW - d + l + 1 degrees of freedom
 * location = (R_A^-1 R_Ay)_x                  = c / p
 * scale^2  = r (R_A^-1)_xx / nu               = r / (p nu),   r = R_yy - R_yA R_A^-1 R_Ay
 * </pre>
 *
 * where p and c are what is left of R_xx and R_xy once S is eliminated, and r what is left of R_yy
 * once x is too. Geiger and Heckerman 2002.
 *
 * <p>Numbers or refusal: if p and r are known to relative errors e_p and e_r (see {@link
 * Remainders}), then c / p is off by at most sqrt(e_p e_r r / p), that is sqrt(e_p e_r nu) scales.
 * That is in double-doubles; where their bounds do not suffice, in numbers that lose nothing of
 * what the statistic holds; and where that does not suffice either, there is no effect.
 */
final class Slopes {
  /** Of a scale, what an error may be: of the location, and of the scale itself. */
  private static final double TOLERANCE = 1e-10;

  private final GaussianStatistic moments;
  private final ScorePrior prior;
  private final DoubleRemainders matrix;
  private final SlopeRows rows;
  private final StudentTables tables;

  // what is adjusted for
  private int cause;
  private int[] parents = {};
  private boolean eliminated;

  /** All samples that count. */
  Slopes(GaussianStatistic moments, ScorePrior prior) {
    this.moments = moments;
    this.prior = prior;
    int d = moments.dimension;
    ScatterMatrix scatter = ScatterMatrix.of(moments, prior.alphaMu());
    matrix = new DoubleRemainders(scatter, prior.priorScale());
    rows = new SlopeRows(matrix, d);
    tables = new StudentTables(scatter.samples() + prior.alphaW() - d + 2, d - 1);
  }

  /** The distributions, by the number of parents. */
  StudentTables tables() {
    return tables;
  }

  /** The power of two in which a variable is counted. */
  int unit(int variable) {
    return matrix.unit(variable);
  }

  /** Adjusts the effects of a cause for its parents. */
  void adjust(int of, VariableSet set) {
    cause = of;
    parents = set.members();
    int[] all = new int[parents.length + 1];
    System.arraycopy(parents, 0, all, 0, parents.length);
    all[parents.length] = of;
    eliminated = rows.eliminate(all);
  }

  /**
   * Adds the coefficient for an outcome, in units of its own and the cause's, to a mixture.
   *
   * @throws DependentVariablesException if what is known of the samples does not tell it
   */
  void add(int outcome, double share, StudentMixture mixture) {
    double degrees = tables.degrees(parents.length);
    if (eliminated && suffice(rows.pivotError(), rows.residualError(outcome), degrees)) {
      double scale = scale(rows.residual(outcome), rows.pivot(), degrees);
      mixture.add(share, rows.slope(outcome), scale, parents.length);
    } else {
      addInFull(outcome, share, degrees, mixture);
    }
  }

  private static boolean suffice(double ofPivot, double ofResidual, double degrees) {
    return (ofPivot + ofResidual) * (1 + Math.sqrt(degrees)) <= TOLERANCE;
  }

  private static double scale(double residual, double pivot, double degrees) {
    return Math.sqrt(residual / pivot / degrees);
  }

  private void addInFull(int outcome, double share, double degrees, StudentMixture mixture) {
    int[] variables = new int[parents.length + 2];
    variables[0] = outcome;
    variables[1] = cause;
    System.arraycopy(parents, 0, variables, 2, parents.length);
    GaussianStatistic restricted = moments.restrictedTo(variables);
    ScatterMatrix scatter = ScatterMatrix.of(restricted, prior.alphaMu());
    Remainders left = new FixedRemainders(scatter, prior.priorScale());
    int size = parents.length;
    for (int k = size + 1; k > 1; k--) {
      if (left.relativeError(size + 1 - k, k) == Double.POSITIVE_INFINITY) {
        throw beyondPrecision(restricted, variables);
      }
      left.eliminate(size + 1 - k, k);
    }
    double ofPivot = left.relativeError(size, 1);
    if (ofPivot == Double.POSITIVE_INFINITY) {
      throw beyondPrecision(restricted, variables);
    }
    left.eliminate(size, 1);
    if (!suffice(ofPivot, left.relativeError(size + 1, 0), degrees)) {
      throw beyondPrecision(restricted, variables);
    }
    double pivot = left.cell(size, 1, 1);
    int power = left.unit(0) - unit(outcome) - left.unit(1) + unit(cause); // 0 but for rounding
    double location = Math.scalb(left.cell(size, 1, 0) / pivot, power);
    double scale = Math.scalb(scale(left.cell(size + 1, 0, 0), pivot, degrees), power);
    mixture.add(share, location, scale, parents.length);
  }

  private static DependentVariablesException beyondPrecision(
      GaussianStatistic restricted, int[] variables) {
    Dependence found = Dependence.of(ScatterMatrix.of(restricted, 0)).named(variables);
    return DependentVariablesException.beyondPrecision(VariableSet.of(variables)).of(found);
  }
}
