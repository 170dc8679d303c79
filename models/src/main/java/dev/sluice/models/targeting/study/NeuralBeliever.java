// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.neural.NeuralEffort;
import dev.sluice.models.targeting.neural.NeuralTargeting;
import java.util.stream.IntStream;

/**
 * ENCO, which is trained for one epoch on the observations, and one after each round.
 *
 * @param hidden width of its networks
 * @param trainingGraphs K of a step of its beliefs
 * @param epoch steps of an epoch
 * @param effort of the rules
 */
public record NeuralBeliever(int hidden, int trainingGraphs, Budget epoch, NeuralEffort effort)
    implements Believer {
  /** Width 32, 20 graphs, 200 steps of networks and 100 of beliefs. */
  public static final NeuralBeliever USUAL =
      new NeuralBeliever(32, 20, new Budget(200, 100), NeuralEffort.USUAL);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public NeuralBeliever {
    TargetingStudy.require(
        hidden >= 4 && hidden % 4 == 0, "hidden", "must be a multiple of 4, is " + hidden);
    TargetingStudy.require(
        trainingGraphs >= 2, "trainingGraphs", "must be at least 2, is " + trainingGraphs);
    TargetingStudy.require(
        epoch.fitSteps() >= 1, "fitSteps", "must be at least 1, is " + epoch.fitSteps());
    TargetingStudy.require(
        epoch.graphSteps() >= 1, "graphSteps", "must be at least 1, is " + epoch.graphSteps());
  }

  @Override
  public void requireReach(GraphFamily family) {
    TargetingStudy.require(
        family.nodes() >= 2, "families", family + ": must have at least 2 nodes");
  }

  @Override
  public void requireServed(TargetingRule rule) {
    if (rule != TargetingRule.GIT_PRIVILEGED && rule != TargetingRule.ORACLE) {
      try {
        NeuralTargeting.requireServed(rule, MethodName.ENCO);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("rules: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public void requireLoop(TargetingStudy.Loop loop) {
    TargetingStudy.require(
        loop.observations() >= 1,
        "observations",
        "networks learn from them: must be at least 1, is " + loop.observations());
  }

  @Override
  public BeliefRun begin(StructuralCausalModel system, long seed) {
    int n = system.domain().dimension();
    NameOrder order =
        NameOrder.of(
            IntStream.rangeClosed(1, n).mapToObj(number -> "X" + number).toArray(String[]::new));
    Domain domain = order.ordered(system.domain());
    MethodChoice choice =
        new MethodChoice(MethodName.ENCO, hidden, null, trainingGraphs, null, false, seed);
    Learner learner = new Learner(choice.of(domain, EdgeKnowledge.none(n)), order, domain);
    return new NeuralRun(this, system, learner, new FreshDraws(order), learner.initial());
  }

  /** What ENCO believes. */
  record Believed(EdgeBeliefs beliefs, Dag truth) implements BeliefRun.State {
    @Override
    public double[][] edges() {
      return beliefs.edges();
    }

    @Override
    public double expectedShd() {
      return GraphMetrics.expectedShdOfIndependentEdges(beliefs.edges(), truth);
    }

    @Override
    public double predictedShd() {
      return GraphMetrics.shd(beliefs.graph(), truth);
    }

    @Override
    public double entropy() {
      return GraphMetrics.entropyOfIndependentEdges(beliefs.edges());
    }
  }
}
