// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.neural;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.random.OrthogonalMatrix;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Initial weights of a learner as in the code of Ke et al., "Learning neural causal models from
 * unknown interventions" (arXiv 1910.01075): orthogonal, of gain 1; biases uniform on (-0.1, 0.1).
 */
final class InitialWeights {
  private static final double BIAS_LIMIT = 0.1;

  private final Connections connections;
  private final Matrix intoHidden;
  private final Matrix intoOutputs;

  private InitialWeights(Connections connections) {
    this.connections = connections;
    this.intoHidden = connections.intoHidden(new double[connections.size()]);
    this.intoOutputs = connections.intoOutputs(new double[connections.size()]);
  }

  /**
   * Draws all weights.
   *
   * @param networks the variables that each network predicts, bit masks
   */
  static double[] draw(Connections connections, long[] networks, long seed) {
    InitialWeights initial = new InitialWeights(connections);
    for (int n = 0; n < networks.length; n++) {
      initial.fill(networks[n], KeyedRandom.of(seed, "initial weights", n));
    }
    return connections.weights(initial.intoHidden, initial.intoOutputs);
  }

  private void fill(long variables, UniformRandomProvider random) {
    int[] hidden = connections.hiddenOf(variables);
    long seen = 0;
    for (int h : hidden) {
      seen |= connections.unit(h).sees();
    }
    fill(intoHidden, connections.inputsOf(seen), hidden, random);
    fill(intoOutputs, hidden, connections.outputsOf(variables), random);
  }

  private static void fill(Matrix matrix, int[] rows, int[] columns, UniformRandomProvider random) {
    double[][] orthogonal =
        rows.length == 0
            ? new double[0][]
            : OrthogonalMatrix.draw(rows.length, columns.length, 1, random);
    double[] values = matrix.values();
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < columns.length; c++) {
        values[rows[r] * matrix.columns() + columns[c]] = orthogonal[r][c];
      }
    }
    int biases = (matrix.rows() - 1) * matrix.columns();
    Arrays.stream(columns)
        .forEach(c -> values[biases + c] = random.nextDouble(-BIAS_LIMIT, BIAS_LIMIT));
  }
}
