// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.Training;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import java.util.Arrays;

/**
 * DCDI with Gaussian heads: differentiable causal discovery from interventional data (Brouillard et
 * al., NeurIPS 2020), of continuous variables. Interventions are perfect, with known or unknown
 * targets, or soft with known ones.
 *
 * <p>An iteration moves networks and beliefs together on a batch of draws of all regimes, towards a
 * high likelihood, few edges and, ever more, no cycles ({@link AugmentedLagrangian}). Once there
 * are no cycles the graph of the beliefs above 1/2 is final and further iterations fit its networks
 * alone. When the draws weigh as much as twice as many would, beliefs begin anew, while networks go
 * on.
 *
 * <p>The objective is the authors'. Ours are the estimate of its gradient ({@link DcdiPass}), where
 * beliefs begin and end ({@link Edges}), the scale of the constraint ({@link Acyclicity}) and the
 * weights of regimes ({@link DcdiDraws}). Networks are moved by Adam where the authors have
 * RMSprop, and units leak .1 for their .01. An unknown intervention is taken to be perfect: a
 * variable that it sets has a normal distribution ({@link SetDensities}) where theirs has a network
 * of its parents.
 *
 * <p>The fitting steps of a budget are its iterations, graph steps mean nothing here. Immutable and
 * safe for use by many threads.
 */
public final class Dcdi implements DiscoveryMethod {
  /** What is held for each regime beside its draws. */
  private static final long BYTES_PER_REGIME = 512;

  private final DcdiSettings settings;
  private final EdgeKnowledge knowledge;
  private final NetworkShape shape;
  private final int n;
  private final long seed;

  /**
   * For variables of a domain.
   *
   * @throws IllegalArgumentException if they are categorical
   */
  public Dcdi(Domain domain, EdgeKnowledge knowledge, DcdiSettings settings, long seed) {
    if (domain.isCategorical()) {
      throw new IllegalArgumentException(
          "DCDI learns from continuous variables alone: for categorical ones there are ENCO and"
              + " DSDI");
    }
    this.settings = settings;
    this.knowledge = knowledge;
    this.seed = seed;
    n = domain.dimension();
    shape = new NetworkShape(domain, settings.hidden(), 1, false, true);
  }

  @Override
  public LearnerState initial() {
    int networks = n + (settings.soft() ? SoftNetworks.room(n) : 0);
    int size = Math.multiplyExact(shape.size() / n, networks);
    LearnerState state =
        new LearnerState(
            new long[Layout.counters(n)],
            Arrays.copyOf(DcdiWeights.draw(shape, seed), size),
            new float[size],
            new float[size],
            new double[Layout.graph(n)]);
    new Edges(n, knowledge, state).begin();
    new AugmentedLagrangian(n, settings, state).begin();
    return state;
  }

  @Override
  public double train(LearnerState state, TrainingData data, Budget budget) {
    if (data.draws() == 0) {
      return Double.NaN;
    }
    if (settings.soft()) {
      data.interventions().forEach(Dcdi::requireTargets);
    }
    new TargetBeliefs(n, state).align(data.interventions());
    double loss =
        new DcdiRound(shape, settings, knowledge, seed, state, data).run(budget.fitSteps());
    Training.requireFinite(state);
    return loss;
  }

  private static void requireTargets(Regime regime) {
    if (regime.targets() == null) {
      throw new IllegalArgumentException(
          "soft interventions need their targets: those of '%s' are unknown"
              .formatted(regime.label()));
    }
  }

  @Override
  public EdgeBeliefs beliefs(LearnerState state) {
    return EdgeBeliefs.ofDirections(
        new Edges(n, knowledge, state).matrix(), new TargetBeliefs(n, state).matrix());
  }

  @Override
  public long bytes(int regimes) {
    long size = (long) shape.size() / n * (n + (settings.soft() ? SoftNetworks.room(n) : 0));
    long matrices = 16; // beliefs in several forms, gradients, those of the exponential
    long batch = settings.batch();
    long graph = Layout.graph(n);
    long perDraw = 56; // its place in groups, masks and losses, variable by variable
    return 5L * Float.BYTES * size
        + (settings.soft() ? 2L * Float.BYTES * shape.size() : 0)
        + Double.BYTES * (graph + matrices * n * n)
        + (long) Long.BYTES * Layout.counters(n)
        + NetworkPass.bytes(shape, settings.batch())
        + GraphSample.bytes(n, settings.batch())
        + batch * n * perDraw
        + (BYTES_PER_REGIME + 5L * Double.BYTES * n) * regimes;
  }
}
