// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import java.util.List;

/** The simulated systems of the demo. */
final class DemoExperiments {
  static final String GAUSSIAN_8 = "gaussian-8";
  static final String CATEGORICAL_6 = "categorical-6";
  static final String GAUSSIAN_14 = "gaussian-14";

  private DemoExperiments() {}

  /** The systems of a seed. */
  static List<SimulatedExperiment> draw(long seed) {
    return List.of(
        experiment(GAUSSIAN_8, "er:8:1", "linear-gaussian", seed),
        experiment(CATEGORICAL_6, "er:6:1", "categorical:3", seed),
        experiment(GAUSSIAN_14, "er:14:1", "linear-gaussian", seed));
  }

  private static SimulatedExperiment experiment(
      String id, String graphs, String mechanisms, long seed) {
    return SimulatedExperiment.draw(
        id,
        GraphFamily.parse(graphs),
        MechanismFamily.parse(mechanisms),
        InterventionKind.PERFECT,
        seed);
  }
}
