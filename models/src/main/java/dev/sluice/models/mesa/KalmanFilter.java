// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.SymmetricMatrices;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.task.SimulatedSequence;

/**
 * The oracle that knows W, C and the noises and filters the state (Kalman 1960), of tasks with
 * linear dynamics whose clip never bites: its loss is what cannot be avoided by linear prediction.
 * The first state is taken to be normal with the variance of its uniform law.
 *
 * <p>Numbers: mean m of the state, and covariance P, hidden x hidden.
 *
 * @param hidden entries of the state
 */
public record KalmanFilter(int hidden) implements InContextLearner {

  @Override
  public String label() {
    return "kalman:" + hidden;
  }

  @Override
  public boolean predicts(SimulatedSequence truth) {
    return truth != null && truth.task().hidden() == hidden && isLinear(truth.task().dynamics());
  }

  private static boolean isLinear(SequenceTask.Dynamics dynamics) {
    return switch (dynamics) {
      case ORTHOGONAL, SHARED -> true;
      case CONTRACTING, NETWORK, PAIRS -> false;
    };
  }

  @Override
  public int size(int dimension) {
    return hidden + hidden * hidden;
  }

  @Override
  public void absorb(TokenContext context, int at) {
    SequenceTask task = context.truth.task();
    double[] numbers = context.numbers;
    if (context.step == 1) {
      for (int i = 0; i < hidden; i++) {
        numbers[at + hidden + i * hidden + i] = task.start() * task.start() / 3;
      }
    } else {
      advance(context, at);
    }
    correct(context, at);
  }

  /** m = W m; P = W P W' + variance of the state's noise. */
  private void advance(TokenContext context, int at) {
    double[][] w = context.truth.transition();
    double[] numbers = context.numbers;
    double noise = context.truth.task().stateNoise();
    double[] mean = new double[hidden];
    double[][] half = new double[hidden][hidden];
    for (int i = 0; i < hidden; i++) {
      for (int j = 0; j < hidden; j++) {
        mean[i] += w[i][j] * numbers[at + j];
        for (int k = 0; k < hidden; k++) {
          half[i][k] += w[i][j] * numbers[at + hidden + j * hidden + k];
        }
      }
    }
    System.arraycopy(mean, 0, numbers, at, hidden);
    for (int i = 0; i < hidden; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = i == j ? noise * noise : 0;
        for (int k = 0; k < hidden; k++) {
          sum += half[i][k] * w[j][k];
        }
        numbers[at + hidden + i * hidden + j] = sum;
        numbers[at + hidden + j * hidden + i] = sum;
      }
    }
  }

  /**
   * With S = C P C' + variance of the token's noise: m += P C' S^-1 (s - C m); P -= P C' S^-1 C P.
   */
  private void correct(TokenContext context, int at) {
    int d = context.dimension;
    double[][] c = context.truth.emission();
    double[] numbers = context.numbers;
    double[][] cross = new double[d][hidden];
    double[] innovation = context.token.clone();
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < hidden; j++) {
        innovation[i] -= c[i][j] * numbers[at + j];
        for (int k = 0; k < hidden; k++) {
          cross[i][k] += c[i][j] * numbers[at + hidden + j * hidden + k];
        }
      }
    }
    double[] spread = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        for (int k = 0; k < hidden; k++) {
          spread[i * d + j] += cross[i][k] * c[j][k];
        }
      }
    }
    double noise = context.truth.task().tokenNoise();
    double[] factor = new double[d * d];
    SymmetricMatrices.factor(spread, 0, d, noise * noise, factor);
    SymmetricMatrices.solve(factor, d, innovation);
    double[] gain = new double[d];
    for (int k = 0; k < hidden; k++) {
      for (int i = 0; i < d; i++) {
        gain[i] = cross[i][k];
        numbers[at + k] += gain[i] * innovation[i];
      }
      SymmetricMatrices.solve(factor, d, gain);
      for (int j = 0; j <= k; j++) {
        double sum = 0;
        for (int i = 0; i < d; i++) {
          sum += gain[i] * cross[i][j];
        }
        numbers[at + hidden + k * hidden + j] -= sum;
        numbers[at + hidden + j * hidden + k] = numbers[at + hidden + k * hidden + j];
      }
    }
  }

  @Override
  public void predict(TokenContext context, int at, int to) {
    double[][] w = context.truth.transition();
    double[][] c = context.truth.emission();
    double[] state = new double[hidden];
    for (int i = 0; i < hidden; i++) {
      for (int j = 0; j < hidden; j++) {
        state[i] += w[i][j] * context.numbers[at + j];
      }
    }
    for (int i = 0; i < context.dimension; i++) {
      double sum = 0;
      for (int j = 0; j < hidden; j++) {
        sum += c[i][j] * state[j];
      }
      context.numbers[to + i] = sum;
    }
  }
}
