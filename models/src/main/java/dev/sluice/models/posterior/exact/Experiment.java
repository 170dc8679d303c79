// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.family.NodeScores;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.RegimeGroup;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;

/**
 * What is to be scored.
 *
 * @param statistics not to be changed while this is in use
 */
record Experiment(Domain domain, SufficientStatistics statistics, GraphPrior graphPrior) {
  Experiment {
    int dimension = domain.dimension();
    if (graphPrior.dimension() != dimension) {
      throw new IllegalArgumentException(
          "prior over graphs of %d nodes for %d variables"
              .formatted(graphPrior.dimension(), dimension));
    }
    LocalScores.checkScorable(domain, statistics);
  }

  LocalScores score(ScorePrior scorePrior) {
    return score(evidence(scorePrior), scorePrior);
  }

  LocalScores score(Evidence evidence, ScorePrior scorePrior) {
    return score(evidence, scorePrior, Team.alone());
  }

  LocalScores score(Evidence evidence, ScorePrior scorePrior, Team team) {
    return score(evidence, scorePrior, ScoredNodes.none(), team);
  }

  /** The same where those of some nodes are known. */
  LocalScores score(Evidence evidence, ScorePrior scorePrior, ScoredNodes known, Team team) {
    double[][] rows = new double[domain.dimension()][];
    for (NodeScores ofNode : known.nodes()) {
      rows[ofNode.node()] = ofNode.subsets();
    }
    return LocalScores.of(evidence, scorePrior, graphPrior, rows, team);
  }

  /** Those of the nodes of a slice. */
  ScoredNodes score(ScorePrior scorePrior, Method method, int slice, int slices) {
    VariableSet wanted = slice(slice, slices);
    double[][] rows =
        LocalScores.ofNodes(evidence(scorePrior), scorePrior, graphPrior, wanted::contains);
    int[] nodes = wanted.members();
    NodeScores[] scored = new NodeScores[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      int[] others = VariableSet.first(domain.dimension()).toggle(nodes[i]).members();
      scored[i] = new NodeScores(nodes[i], others, rows[nodes[i]], new long[0][], new double[0][]);
    }
    return new ScoredNodes(method, scorePrior.priorScale(), scored);
  }

  /** Nodes that are scored on the same samples share most of the work, and so their slice. */
  private VariableSet slice(int slice, int slices) {
    VariableSet nodes = VariableSet.EMPTY;
    List<RegimeGroup> groups = RegimeGroup.of(statistics);
    for (int group = slice; group < groups.size(); group += slices) {
      for (int node : groups.get(group).nodes()) {
        nodes = nodes.toggle(node);
      }
    }
    return nodes;
  }

  /** The evidence of all sets of variables, for any scale of the prior. */
  Evidence evidence(ScorePrior scorePrior) {
    if (!domain.isCategorical()) {
      scorePrior.checkDegreesOfFreedom(domain.dimension());
    }
    return new Evidence(domain, statistics, scorePrior);
  }

  /** The prior with its scale fixed: its own, or the one of the highest evidence. */
  ScorePrior resolve(Evidence evidence, ScorePrior scorePrior, Method method, Team team) {
    return scorePrior.isScaleOpen(domain)
        ? new ScaleSearch(this, evidence, scorePrior, method, team).best()
        : scorePrior;
  }
}
