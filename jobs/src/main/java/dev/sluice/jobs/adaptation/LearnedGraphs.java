// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.jobs.experiment.Declaration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Accounts for the graphs that the posterior job finds for the current key, and keeps the latest
 * one that comes while no comparison runs: before the declaration, or while the key rests. Keyed
 * state of an operator; not thread-safe.
 */
final class LearnedGraphs {

  private final ValueState<LearnedGraph> early;
  private final Ledger ledger;

  LearnedGraphs(RuntimeContext context, Ledger ledger) {
    early =
        context.getState(
            new ValueStateDescriptor<>("early-graph", TypeInformation.of(LearnedGraph.class)));
    this.ledger = ledger;
  }

  /**
   * Takes a graph.
   *
   * @param declaration of the comparison that runs; null if none does
   * @return parents that the comparison is to go on with; null if there is nothing to change
   */
  long[] take(LearnedGraph graph, Declaration declaration, Turn turn) throws Exception {
    if (graph.isEnd()) {
      early.clear();
    } else if (!graph.isNone()) {
      Decoded<long[]> parents = graph.parents();
      if (parents.record() == null) {
        turn.refuse(ledger.refuse(graph.source(), parents, turn.clock()));
        return null;
      }
      if (declaration == null) {
        early.update(graph);
      } else if (!graph.isOf(declaration)) {
        ledger.late();
        return null;
      } else {
        ledger.accepted();
        return parents.record();
      }
    }
    ledger.accepted();
    return null;
  }

  /** Parents in the graph that came early, if it is of the declared variables; else null. */
  long[] leave(Declaration declaration) throws Exception {
    LearnedGraph graph = early.value();
    early.clear();
    return graph == null || !graph.isOf(declaration) ? null : graph.parents().record();
  }

  /** Forgets the graph that came early. */
  void clear() {
    early.clear();
  }
}
