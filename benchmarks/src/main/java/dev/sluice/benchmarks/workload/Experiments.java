// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;

/** Simulated experiments to measure on: linear-Gaussian, Erdos-Renyi with one edge per variable. */
public final class Experiments {

  private static final long SEED = 1;

  private Experiments() {}

  /** A linear-Gaussian system of so many variables. */
  public static StructuralCausalModel linearGaussian(int variables) {
    return system("linear-gaussian", variables, SEED);
  }

  /** A system of so many variables with mechanisms of a family. */
  public static StructuralCausalModel system(String mechanisms, int variables, long seed) {
    return MechanismFamily.parse(mechanisms)
        .draw(GraphFamily.parse("er:" + variables + ":1").draw(seed), seed);
  }

  /** Every second sample observational, the others with one target each in turn. */
  public static VariableSet targets(int index, int variables) {
    return index % 2 == 0 ? VariableSet.EMPTY : VariableSet.of(index / 2 % variables);
  }

  /** The first samples of a system, with the targets of {@link #targets}. */
  public static double[][] samples(StructuralCausalModel model, int count) {
    double[][] samples = new double[count][];
    for (int i = 0; i < count; i++) {
      samples[i] =
          model.sample(targets(i, model.graph().nodes()), InterventionKind.PERFECT, SEED, i);
    }
    return samples;
  }

  /** The statistics of these samples. */
  public static SufficientStatistics statistics(StructuralCausalModel model, int count) {
    Domain domain = model.domain();
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    double[][] samples = samples(model, count);
    for (int i = 0; i < count; i++) {
      statistics.observe(domain, samples[i], targets(i, domain.dimension()), 1.0);
    }
    return statistics;
  }
}
