// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import java.util.ArrayList;
import java.util.List;

/**
 * p(x given its parents) as a mixture of linear regressions with Gaussian noise. Most have a single
 * component; more come from blending.
 *
 * @param components their shares sum to 1
 */
record GaussianMechanism(List<Component> components) {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  /**
   * N(mean + sum over variables i of w_i x_i, deviation²).
   *
   * @param share weight in the mixture
   * @param weights one per variable of the model, 0 where it is not a parent
   */
  record Component(double share, double mean, double[] weights, double deviation) {
    double fromParents(double[] values) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] != 0) {
          sum += weights[i] * values[i];
        }
      }
      return sum;
    }

    private double logDensity(double value, double[] values) {
      double standardised = (value - mean - fromParents(values)) / deviation;
      return -0.5 * (LOG_TWO_PI + standardised * standardised) - Math.log(deviation);
    }

    private Component scaled(double factor) {
      return new Component(factor * share, mean, weights, deviation);
    }
  }

  static GaussianMechanism of(double mean, double[] weights, double deviation) {
    return new GaussianMechanism(List.of(new Component(1, mean, weights, deviation)));
  }

  /** The component at which the cumulative shares pass a uniform number. */
  Component component(double uniform) {
    double rest = uniform;
    for (Component component : components.subList(0, components.size() - 1)) {
      rest -= component.share();
      if (rest < 0) {
        return component;
      }
    }
    return components.get(components.size() - 1);
  }

  /** -ln of the density of a value, given those of all variables; nats. */
  double loss(double value, double[] values) {
    double largest = Double.NEGATIVE_INFINITY;
    double[] logs = new double[components.size()];
    for (int c = 0; c < logs.length; c++) {
      Component component = components.get(c);
      logs[c] = Math.log(component.share()) + component.logDensity(value, values);
      largest = Math.max(largest, logs[c]);
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - largest);
    }
    return -largest - Math.log(sum);
  }

  /** Differential entropy given the parents, nats; NaN for a mixture, which has no closed form. */
  double entropy() {
    return components.size() == 1
        ? 0.5 * (1 + LOG_TWO_PI) + Math.log(components.get(0).deviation())
        : Double.NaN;
  }

  /** Mean weight of a variable over the components. */
  double weight(int from) {
    return components.stream().mapToDouble(c -> c.share() * c.weights()[from]).sum();
  }

  /** The mixture (1 - weight) this + weight other. */
  GaussianMechanism blend(GaussianMechanism other, double weight) {
    if (equals(other)) {
      return this;
    }
    List<Component> mixture = new ArrayList<>();
    components.forEach(component -> mixture.add(component.scaled(1 - weight)));
    other.components.forEach(component -> mixture.add(component.scaled(weight)));
    mixture.removeIf(component -> component.share() == 0);
    return new GaussianMechanism(mixture);
  }
}
