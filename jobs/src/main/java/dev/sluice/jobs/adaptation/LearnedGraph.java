// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.Arrays;
import java.util.List;

/**
 * A graph that the posterior job found.
 *
 * @param source the record as it came, for the dead letter that it may become
 * @param variables names; null if the experiment has ended
 * @param edges pairs [from, to] of names; null if the experiment has ended, or its posterior failed
 */
public record LearnedGraph(RawRecord source, String[] variables, String[][] edges) {

  static DeclarationOrGraph found(PosteriorSnapshot snapshot, RawRecord source) {
    List<List<String>> edges = snapshot.getMapGraph();
    return of(
        snapshot.getExperimentId(),
        new LearnedGraph(
            source,
            snapshot.getVariables().toArray(String[]::new),
            edges == null
                ? null
                : edges.stream()
                    .map(edge -> edge.toArray(String[]::new))
                    .toArray(String[][]::new)));
  }

  static DeclarationOrGraph ended(RawRecord source) {
    return of(source.keyText(), new LearnedGraph(source, null, null));
  }

  private static DeclarationOrGraph of(String experimentId, LearnedGraph graph) {
    return new DeclarationOrGraph(experimentId, null, graph);
  }

  /** Whether it says that the experiment has ended. */
  boolean isEnd() {
    return variables == null;
  }

  /** Whether the posterior says that it has no graph, or one beyond what this job can compare. */
  boolean isNone() {
    return edges == null || variables.length > Engines.MOST_VARIABLES;
  }

  /** Whether it is of the declared variables; otherwise it is of an earlier experiment's. */
  boolean isOf(Declaration declaration) {
    return Arrays.equals(variables, declaration.variables());
  }

  /** The parents of each variable, bit masks; the message names what is wrong. */
  Decoded<long[]> parents() {
    List<String> names = List.of(variables);
    long[] parents = new long[variables.length];
    for (String[] edge : edges) {
      int from = edge.length == 2 ? names.indexOf(edge[0]) : -1;
      int to = edge.length == 2 ? names.indexOf(edge[1]) : -1;
      if (from < 0 || to < 0) {
        return Decoded.refused(
            Reason.MALFORMED, "mapGraph: " + Arrays.toString(edge) + " is no pair of variables");
      }
      parents[to] |= 1L << from;
    }
    return Dag.isAcyclic(VariableSet.ofMasks(parents))
        ? Decoded.of(parents)
        : Decoded.refused(Reason.MALFORMED, "mapGraph: the edges form a cycle");
  }
}
