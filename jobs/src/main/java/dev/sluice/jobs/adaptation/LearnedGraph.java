// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.graph.Dag;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.Arrays;
import java.util.List;

/**
 * A graph that the posterior job found.
 *
 * @param source the record as it came, for the dead letter that it may become
 * @param variables names; null if the experiment has ended
 * @param edges pairs [from, to] of names; null if the experiment has ended, or if there are no
 *     results
 */
public record LearnedGraph(RawRecord source, String[] variables, String[][] edges) {

  static News found(PosteriorSnapshot snapshot, RawRecord source) {
    return news(
        new LearnedGraph(
            source, snapshot.getVariables().toArray(String[]::new), edges(snapshot.getMapGraph())),
        snapshot.getExperimentId());
  }

  private static String[][] edges(List<List<String>> graph) {
    return graph == null
        ? null
        : graph.stream().map(edge -> edge.toArray(String[]::new)).toArray(String[][]::new);
  }

  static News ended(RawRecord source) {
    return news(new LearnedGraph(source, null, null), source.keyText());
  }

  private static News news(LearnedGraph graph, String experimentId) {
    return new News(experimentId, null, graph);
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
    return Dag.isAcyclic(parents)
        ? Decoded.of(parents)
        : Decoded.refused(Reason.MALFORMED, "mapGraph: the edges form a cycle");
  }
}
