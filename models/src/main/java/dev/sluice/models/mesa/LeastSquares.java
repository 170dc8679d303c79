// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Conditioning;
import dev.sluice.models.mesa.solve.Preconditioner;
import dev.sluice.models.mesa.task.SimulatedSequence;

/**
 * Predicts C x with x the {@link Preconditioner}'s stand-in for (H + ridge I)^-1 z: one step of
 * gradient descent, deep linear attention, MesaNet or exact ridge regression (von Oswald et al.,
 * arXiv 2309.05858, propositions 1 and 2).
 *
 * @param regression what is summed up in C and H
 * @param preconditioner what is put for the inverse
 */
public record LeastSquares(Regression regression, Preconditioner preconditioner)
    implements InContextLearner {

  /** On the token before. */
  public static LeastSquares onLast(Preconditioner preconditioner) {
    return new LeastSquares(Regression.onLast(), preconditioner);
  }

  @Override
  public String label() {
    return preconditioner.label() + regression.suffix();
  }

  @Override
  public boolean predicts(SimulatedSequence truth) {
    return truth != null || !regression.features();
  }

  @Override
  public void predict(TokenContext context, int at, int to) {
    PairSums sums = context.sums;
    double[] numbers = context.numbers;
    double[] x = context.room;
    context.residual =
        preconditioner.apply(numbers, sums.squares, sums.n, sums.z, x, context.workspace);
    for (int i = 0; i < context.dimension; i++) {
      double sum = 0;
      int row = sums.products + i * sums.n;
      for (int j = 0; j < sums.n; j++) {
        sum += numbers[row + j] * x[j];
      }
      numbers[to + i] = sum;
    }
  }

  /** Of H + ridge I. */
  @Override
  public Conditioning conditioning(TokenContext context, int at) {
    return Conditioning.of(
        context.numbers, context.sums.squares, context.sums.n, preconditioner.ridge());
  }
}
