// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Linear mechanisms with Gaussian noise: x_j = sum over parents i of w_ij x_i + e_j, e_j ~ N(0, 1),
 * where |w_ij| is uniform on [0.5, 2] and its sign is fair. No weight is so small that its edge
 * could not be seen in a few hundred samples.
 *
 * <ul>
 *   <li>Perfect intervention: x_j ~ N(0, 2²), wider than the noise so that effects show.
 *   <li>Soft intervention: the weights are halved and the mean is shifted by 2; the noise stays.
 *   <li>A mechanism drawn anew has new weights, and its mean is 2 or -2: a variable without parents
 *       has nothing else to redraw.
 * </ul>
 */
public final class LinearGaussianModel implements StructuralCausalModel {
  private static final double MIN_WEIGHT = 0.5;
  private static final double MAX_WEIGHT = 2;
  private static final double PERFECT_DEVIATION = 2;
  private static final double SOFT_WEIGHT_FACTOR = 0.5;
  private static final double SHIFT = 2;

  private final Dag graph;
  private final int[] order;
  private final GaussianMechanism[] mechanisms;

  private LinearGaussianModel(Dag graph, GaussianMechanism[] mechanisms) {
    this.graph = graph;
    this.order = graph.topologicalOrder();
    this.mechanisms = mechanisms;
  }

  static LinearGaussianModel draw(Dag graph, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "linear-gaussian mechanisms");
    double[][] weights = new double[graph.nodes()][graph.nodes()];
    for (int[] edge : graph.edges()) {
      weights[edge[1]][edge[0]] = weight(random);
    }
    return new LinearGaussianModel(
        graph,
        Arrays.stream(weights)
            .map(row -> GaussianMechanism.of(0, row, 1))
            .toArray(GaussianMechanism[]::new));
  }

  private static double weight(UniformRandomProvider random) {
    double magnitude = random.nextDouble(MIN_WEIGHT, MAX_WEIGHT);
    return random.nextBoolean() ? magnitude : -magnitude;
  }

  @Override
  public Dag graph() {
    return graph;
  }

  @Override
  public Domain domain() {
    return Domain.continuous(graph.nodes());
  }

  /** Weight of the edge from one variable to another, 0 where there is none; a blend's mean. */
  public double weight(int from, int to) {
    return mechanisms[to].weight(from);
  }

  @Override
  public double[] sample(VariableSet targets, InterventionKind kind, long seed, long index) {
    Targets.check(targets, graph);
    double[] values = noise(seed, index);
    for (int node : order) {
      boolean target = targets.contains(node);
      GaussianMechanism.Component mechanism = component(node, seed, index);
      if (target && kind == InterventionKind.PERFECT) {
        values[node] *= PERFECT_DEVIATION;
      } else {
        values[node] = values[node] * mechanism.deviation() + mechanism.mean();
        double fromParents = mechanism.fromParents(values);
        values[node] += target ? SHIFT + SOFT_WEIGHT_FACTOR * fromParents : fromParents;
      }
    }
    return values;
  }

  @Override
  public double[] sampleAt(VariableSet targets, double value, long seed, long index) {
    Targets.check(targets, value, domain());
    double[] values = noise(seed, index);
    for (int node : order) {
      GaussianMechanism.Component mechanism = component(node, seed, index);
      values[node] =
          targets.contains(node)
              ? value
              : values[node] * mechanism.deviation()
                  + mechanism.mean()
                  + mechanism.fromParents(values);
    }
    return values;
  }

  private GaussianMechanism.Component component(int node, long seed, long index) {
    GaussianMechanism mechanism = mechanisms[node];
    return mechanism.components().size() == 1
        ? mechanism.components().get(0)
        : mechanism.component(
            KeyedRandom.of(seed, "linear-gaussian component", index, node).nextDouble());
  }

  @Override
  public double[] losses(double[] values) {
    double[] losses = new double[mechanisms.length];
    for (int node = 0; node < losses.length; node++) {
      losses[node] = mechanisms[node].loss(values[node], values);
    }
    return losses;
  }

  @Override
  public double entropy() {
    return Arrays.stream(mechanisms).mapToDouble(GaussianMechanism::entropy).sum();
  }

  @Override
  public LinearGaussianModel redrawn(VariableSet targets, long seed) {
    Targets.check(targets, graph);
    return with(Targets.replace(mechanisms, targets, node -> redrawn(node, seed)));
  }

  private GaussianMechanism redrawn(int node, long seed) {
    UniformRandomProvider random = KeyedRandom.of(seed, "redrawn mechanism", node);
    double mean = random.nextBoolean() ? SHIFT : -SHIFT;
    double[] weights = new double[graph.nodes()];
    for (int parent : graph.parents(node).members()) {
      weights[parent] = weight(random);
    }
    return GaussianMechanism.of(mean, weights, 1);
  }

  @Override
  public LinearGaussianModel intervened(VariableSet targets) {
    Targets.check(targets, graph);
    double[] none = new double[graph.nodes()];
    return with(
        Targets.replace(
            mechanisms, targets, node -> GaussianMechanism.of(0, none, PERFECT_DEVIATION)));
  }

  @Override
  public LinearGaussianModel blend(StructuralCausalModel other, double weight) {
    Targets.checkBlend(this, other, weight);
    GaussianMechanism[] others = ((LinearGaussianModel) other).mechanisms;
    return with(
        Targets.replace(
            mechanisms, Targets.all(graph), node -> mechanisms[node].blend(others[node], weight)));
  }

  private LinearGaussianModel with(GaussianMechanism[] others) {
    return new LinearGaussianModel(graph, others);
  }

  private double[] noise(long seed, long index) {
    UniformRandomProvider random = KeyedRandom.of(seed, "linear-gaussian sample", index);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[] noise = new double[graph.nodes()];
    for (int node = 0; node < noise.length; node++) {
      noise[node] = normal.sample();
    }
    return noise;
  }
}
