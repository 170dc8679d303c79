// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.Arrays;

/** A system that a belief takes for possible: a graph, and a mechanism for each variable. */
public interface PossibleSystem {
  /** Its graph. */
  Dag graph();

  /**
   * What would be seen. A function of its arguments: with equal noise, interventions can be
   * compared without the noise of chance.
   *
   * @return rows x variables; a category is its index
   */
  double[][] draw(Intervention intervention, Noise noise);

  /**
   * How probable a draw is under an intervention: ln of the product over the variables that were
   * not its targets of p(variable given its parents), a density for continuous variables.
   */
  double logDensity(double[] row, VariableSet targets);

  /** {@link #logDensity} of each of some draws. */
  default double[] logDensities(double[][] rows, VariableSet targets) {
    return Arrays.stream(rows).mapToDouble(row -> logDensity(row, targets)).toArray();
  }
}
