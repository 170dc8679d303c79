// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactBelief;
import dev.sluice.models.targeting.exact.ExactTargeting;
import java.util.List;

/**
 * The exact posterior.
 *
 * @param effort of the rules
 */
public record ExactBeliever(ExactTargeting.Effort effort) implements Believer {
  @Override
  public void requireReach(GraphFamily family) {
    TargetingStudy.require(
        family.nodes() >= 2 && family.nodes() <= ExactBelief.MAX_VARIABLES,
        "families",
        "%s: must have 2 to %d nodes".formatted(family, ExactBelief.MAX_VARIABLES));
  }

  @Override
  public void requireServed(TargetingRule rule) {
    TargetingStudy.require(
        rule != TargetingRule.GIT && rule != TargetingRule.GIT_PRIVILEGED,
        "rules",
        rule.label() + " needs beliefs that a gradient moves, such as those of enco");
  }

  /** All runs will do: there is a posterior without any draw. */
  @Override
  public void requireLoop(TargetingStudy.Loop loop) {}

  @Override
  public BeliefRun begin(StructuralCausalModel system, long seed) {
    return new Run(system.domain(), system.graph(), SufficientStatistics.empty(system.domain()));
  }

  private final class Run implements BeliefRun {
    private final Domain domain;
    private final Dag truth;
    private final SufficientStatistics statistics;
    private final ScorePrior scorePrior;
    private final GraphPrior graphPrior;

    Run(Domain domain, Dag truth, SufficientStatistics statistics) {
      this.domain = domain;
      this.truth = truth;
      this.statistics = statistics;
      scorePrior = ScorePrior.defaults(domain.dimension());
      graphPrior = GraphPrior.uniform(domain.dimension());
    }

    @Override
    public BeliefRun copy() {
      return new Run(domain, truth, statistics.copy());
    }

    @Override
    public void observe(double[] values, VariableSet targets) {
      statistics.observe(domain, values, targets, 1);
    }

    @Override
    public State update() {
      return new Believed(Inference.posterior(domain, statistics, scorePrior, graphPrior), truth);
    }

    @Override
    public Scores scores(
        TargetingRule rule, List<Intervention> candidates, int rows, long randomness) {
      ExactBelief belief = new ExactBelief(domain, statistics, scorePrior, graphPrior);
      return ExactTargeting.scores(rule, belief, candidates, rows, effort, randomness);
    }
  }

  private record Believed(Posterior posterior, Dag truth) implements BeliefRun.State {
    @Override
    public double[][] edges() {
      return posterior.edges();
    }

    @Override
    public double expectedShd() {
      return GraphMetrics.expectedShd(posterior.edges(), truth);
    }

    @Override
    public double predictedShd() {
      return Double.NaN;
    }

    @Override
    public double entropy() {
      return posterior.entropy();
    }
  }
}
