// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.List;

/** Possible systems of three binary variables, and what could be done to them. */
final class Systems {
  static final Domain BINARY = Domain.categorical(2, 2, 2);

  /** X0 -> X1 or X1 -> X0; X2 belongs to nothing. */
  static final List<PossibleSystem> SYSTEMS =
      List.of(
          new TableSystem(
              Dag.ofEdges(3, new int[][] {{0, 1}}), new double[][] {{0.4}, {0.2, 0.9}, {0.5}}),
          new TableSystem(
              Dag.ofEdges(3, new int[][] {{1, 0}}), new double[][] {{0.1, 0.7}, {0.5}, {0.5}}),
          new TableSystem(Dag.ofEdges(3, new int[0][]), new double[][] {{0.4}, {0.5}, {0.5}}));

  static final List<Intervention> CANDIDATES =
      List.of(
          Intervention.on(0, 1), Intervention.on(1, 1), Intervention.on(2, 1), both(), uniform());

  static Intervention both() {
    return new Intervention(VariableSet.of(0, 1), 1);
  }

  static Intervention uniform() {
    return Intervention.on(0, Intervention.UNIFORM);
  }

  private Systems() {}
}
