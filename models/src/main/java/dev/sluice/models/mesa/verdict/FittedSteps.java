// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.Contender;
import dev.sluice.models.mesa.LeastSquares;
import dev.sluice.models.mesa.solve.GradientStep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rates of gradient descent with which it comes closest to a model: the least squares of the
 * model's predictions on C z, C H z and so on, on sequences that are not compared on. A model that
 * even so is not close does something else.
 */
public final class FittedSteps {
  private static final double RIDGE = 1e-12;

  /** Of a coefficient, so that it can be read. */
  private static final MathContext DIGITS = new MathContext(6);

  private FittedSteps() {}

  /**
   * The closest descent of so many steps.
   *
   * @param steps 1 or more
   * @return null if there is none, as of a model that predicts nothing, or against the gradient
   */
  public static Contender of(HeldOut sequences, Predictor model, int steps) {
    double[][][] target = model.predictions(sequences);
    List<double[][][]> powers = new ArrayList<>();
    for (int k = 0; k < steps; k++) {
      List<Double> only = new ArrayList<>(Collections.nCopies(k + 1, 0.0));
      only.set(k, 1.0);
      Contender power = Contender.causal(LeastSquares.onLast(new GradientSteps(only)));
      powers.add(new LearnerPredictor(power).predictions(sequences));
    }
    RidgeSums sums = new RidgeSums(steps, 1);
    double[] z = new double[steps];
    double[] y = new double[1];
    for (int b = 0; b < target.length; b++) {
      for (int t = 0; t < target[b].length; t++) {
        for (int i = 0; i < target[b][t].length; i++) {
          for (int k = 0; k < steps; k++) {
            z[k] = powers.get(k)[b][t][i];
          }
          y[0] = target[b][t][i];
          sums.add(z, y);
        }
      }
    }
    return contender(sums.solve(RIDGE));
  }

  private static Contender contender(double[][] solution) {
    List<Double> coefficients = new ArrayList<>();
    for (double[] row : solution) {
      coefficients.add(new BigDecimal(row[0]).round(DIGITS).doubleValue());
    }
    if (!(coefficients.get(0) > 0)) {
      return null;
    }
    return Contender.causal(
        LeastSquares.onLast(
            coefficients.size() == 1
                ? new GradientStep(coefficients.get(0))
                : new GradientSteps(coefficients)));
  }
}
