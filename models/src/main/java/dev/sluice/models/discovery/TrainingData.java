// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.List;

/**
 * What there is to learn from.
 *
 * @param domain number and kind of the variables
 * @param observations draws without an intervention
 * @param interventions a regime for each intervention that has draws
 */
public record TrainingData(Domain domain, double[][] observations, List<Regime> interventions) {

  /** Copies the list. */
  public TrainingData {
    interventions = List.copyOf(interventions);
  }

  /** Sorts regimes into observations and interventions; those without draws are left out. */
  public static TrainingData of(Domain domain, List<Regime> regimes) {
    double[][] observations =
        regimes.stream()
            .filter(Regime::observational)
            .flatMap(regime -> Arrays.stream(regime.draws()))
            .toArray(double[][]::new);
    return new TrainingData(
        domain,
        observations,
        regimes.stream().filter(r -> !r.observational() && r.draws().length > 0).toList());
  }

  /** The variables that some intervention with known targets reaches. */
  public VariableSet reached() {
    VariableSet reached = VariableSet.EMPTY;
    for (Regime regime : interventions) {
      if (regime.targets() != null) {
        reached = reached.union(regime.targets());
      }
    }
    return reached;
  }

  /** The number of draws of all regimes. */
  public long draws() {
    return observations.length + interventions.stream().mapToLong(r -> r.draws().length).sum();
  }
}
