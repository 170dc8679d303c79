// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import dev.sluice.models.mesa.solve.Preconditioner;
import dev.sluice.models.mesa.solve.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * x = sum of c_k H^k z: C x is what as many steps of gradient descent from 0 as there are
 * coefficients come to, each of a rate of its own, the same for all sequences. With rates a and b
 * they are a + b and -a b. That is proposition 2 of von Oswald et al. (arXiv 2309.05858) for
 * attention without a norm, which can divide by nothing that it sees.
 *
 * @param coefficients one per step, finite
 */
public record GradientSteps(List<Double> coefficients) implements Preconditioner {

  /** Checks the coefficients. */
  public GradientSteps {
    coefficients = List.copyOf(coefficients);
    if (coefficients.isEmpty() || coefficients.stream().anyMatch(c -> !Double.isFinite(c))) {
      throw new IllegalArgumentException("no gradient steps of " + coefficients);
    }
  }

  @Override
  public String label() {
    return coefficients.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(":", "gd-" + coefficients.size() + "-steps:", ""));
  }

  @Override
  public double ridge() {
    return 0;
  }

  @Override
  public double apply(double[] h, int at, int n, double[] z, double[] x, Workspace workspace) {
    double[] power = Arrays.copyOf(z, n);
    double[] next = new double[n];
    Arrays.fill(x, 0, n, 0);
    for (int k = 0; k < coefficients.size(); k++) {
      double c = coefficients.get(k);
      for (int i = 0; i < n; i++) {
        x[i] += c * power[i];
        double sum = 0;
        for (int j = 0; j < n; j++) {
          sum += h[at + i * n + j] * power[j];
        }
        next[i] = sum;
      }
      System.arraycopy(next, 0, power, 0, n);
    }
    return Double.NaN;
  }
}
