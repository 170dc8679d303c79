// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Streams of samples whose law changes, and what the engine makes of them. */
final class Shifts {
  /** The nominal run length of {@link #settings}. */
  static final double RUN_LENGTH = 20_000;

  private Shifts() {}

  /** Sample number n, from randomness of its own. */
  @FunctionalInterface
  interface Law {
    double[] draw(int n, Noise noise);
  }

  /** Randomness of one sample. */
  record Noise(UniformRandomProvider uniform, ZigguratSampler.NormalizedGaussian gaussian) {
    static Noise of(long seed, int n) {
      UniformRandomProvider random = KeyedRandom.of(seed, "shifts", n);
      return new Noise(random, ZigguratSampler.NormalizedGaussian.of(random));
    }

    double normal() {
      return gaussian.sample();
    }

    /** A category of these probabilities. */
    int category(double... probabilities) {
      double rest = uniform.nextDouble();
      int k = 0;
      while (k < probabilities.length - 1 && rest >= probabilities[k]) {
        rest -= probabilities[k++];
      }
      return k;
    }
  }

  static AdaptationSettings settings(int burnIn, double challengerMemory) {
    return new AdaptationSettings(
        burnIn,
        1,
        Double.POSITIVE_INFINITY,
        30,
        challengerMemory,
        RUN_LENGTH,
        200,
        3,
        512,
        8,
        1_000,
        1);
  }

  /** A chain X0 -> X1 -> ... */
  static Dag chain(int d) {
    int[][] edges = new int[d - 1][];
    for (int i = 1; i < d; i++) {
      edges[i - 1] = new int[] {i - 1, i};
    }
    return Dag.ofEdges(d, edges);
  }

  static List<Observation> samples(Law law, int from, int to, long seed) {
    return samples(law, from, to, seed, UnaryOperator.identity());
  }

  static List<Observation> samples(
      Law law, int from, int to, long seed, UnaryOperator<double[]> units) {
    List<Observation> samples = new ArrayList<>();
    for (int n = from; n < to; n++) {
      double[] values = units.apply(law.draw(n, Noise.of(seed, n)));
      samples.add(new Observation(values, "", Observation.UNKNOWN, new double[0]));
    }
    return samples;
  }

  static AdaptationReport report(
      Domain domain, Dag graph, AdaptationSettings settings, List<Observation> samples) {
    return report(domain, graph, Learners.CONJUGATE, settings, samples);
  }

  static AdaptationReport report(
      Domain domain,
      Dag graph,
      Learners learners,
      AdaptationSettings settings,
      List<Observation> samples) {
    Prequential engine = Prequential.of(domain, graph, null, learners, settings);
    return engine.report(engine.observe(engine.begin(), samples));
  }
}
