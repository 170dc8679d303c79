// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.RecentLoss;
import dev.sluice.models.discovery.Training;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.Units;
import dev.sluice.models.neural.conditional.FloatAdam;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;

/** The iterations of one round of training. */
final class DcdiRound {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  /** A little less than the root of 2: draws weigh as the root of their number. */
  private static final double TWICE_AS_MANY = 1.4;

  /**
   * So often it looks at a graph without cycles before that is final: edges that only answered ones
   * that are gone go in the meantime.
   */
  private static final int LOOKS_WITHOUT_CYCLES = 40;

  private final DcdiSettings settings;
  private final EdgeKnowledge knowledge;
  private final int n;
  private final long seed;
  private final LearnerState state;
  private final DcdiDraws draws;
  private final SetDensities set;
  private final Mechanisms mechanisms;
  private final DcdiPass pass;
  private final long count;
  private final Edges edges;
  private final TargetBeliefs targets;
  private final GraphSample sample;
  private final Acyclicity acyclicity;
  private final AugmentedLagrangian lagrangian;
  private final RmsProp optimiser;

  DcdiRound(
      NetworkShape shape,
      DcdiSettings settings,
      EdgeKnowledge knowledge,
      long seed,
      LearnerState state,
      TrainingData data) {
    this.settings = settings;
    this.knowledge = knowledge;
    this.seed = seed;
    this.state = state;
    n = shape.domain().dimension();
    sample = new GraphSample(n, settings.batch());
    acyclicity = new Acyclicity(n);
    optimiser = new RmsProp(settings.beliefRate());
    draws = new DcdiDraws(data, seed);
    count = data.draws();
    Units units = new Units(n, Layout.units(n), state);
    if (data.observations().length > 0) {
      units.measure(data.observations());
    }
    units.measure(draws.all());
    Rows rows = Rows.of(shape, draws.all(), units.origin(), units.scale());
    set = new SetDensities(draws, units.origin(), units.scale());
    mechanisms = new Mechanisms(shape, settings.batch(), settings.soft(), draws, rows, state);
    pass = new DcdiPass(n, settings.batch(), draws, mechanisms, set, knowledge, state);
    edges = new Edges(n, knowledge, state);
    targets = new TargetBeliefs(n, state);
    lagrangian = new AugmentedLagrangian(n, settings, state);
  }

  double run(int steps) {
    FloatAdam adam = new FloatAdam(settings.weightRate(), BETA1, BETA2, 0);
    RecentLoss loss = new RecentLoss(steps);
    if (steps > 0 && isFinal() && draws.weight() >= TWICE_AS_MANY * finalOf()) {
      edges.begin();
      lagrangian.begin();
    }
    for (int s = 0; s < steps; s++) {
      Training.requireUninterrupted();
      long step = state.counters()[Layout.ITERATIONS]++;
      boolean moves = !isFinal();
      int[] batch = draws.batch(settings.batch(), CounterRandom.of(seed, "batch", step));
      double[][] beliefs = moves ? edges.matrix() : edges.thresholded();
      sample.believe(beliefs);
      sample.draw(batch.length, CounterRandom.of(seed, "graphs", step));
      loss.add(pass.learn(batch, sample, CounterRandom.of(seed, "flips", step), moves));
      adam.step(step + 1, state.weights(), mechanisms.gradient(), state.first(), state.second());
      if (moves) {
        moveBeliefs(beliefs);
        if (++state.counters()[Layout.BELIEF_STEPS] % settings.window() == 0) {
          look();
        }
      }
    }
    return loss.mean();
  }

  private void moveBeliefs(double[][] beliefs) {
    double slope = lagrangian.slope(acyclicity.of(beliefs));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (knowledge.isFree(i, j)) {
          double cycles = slope * acyclicity.slope(i, j);
          edges.step(i, j, pass.byEdge()[i][j] + cost(i, j) + cycles, optimiser);
        }
      }
    }
    for (int r = 0; r < draws.regimes(); r++) {
      for (int j = 0; j < n && draws.targets(r) == null; j++) {
        double cost = draws.share(r) * set.cost(r);
        targets.step(draws.intervention(r), j, pass.byTarget()[r][j] + cost, optimiser);
      }
    }
  }

  /** Nats per draw. */
  private double cost(int i, int j) {
    return settings.sparsity() - knowledge.logOdds(i, j) / count;
  }

  /** Adapts the constraint to how the objective goes on, or finds that there are no cycles. */
  private void look() {
    double[][] beliefs = edges.matrix();
    boolean acyclic = acyclicity.of(edges.thresholded()) == 0;
    double h = acyclicity.of(beliefs);
    if (h <= AugmentedLagrangian.NO_CYCLES && acyclic) {
      if (++state.counters()[Layout.LOOKS] >= LOOKS_WITHOUT_CYCLES) {
        putFinalOf(draws.weight());
      }
      return;
    }
    double costs = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        costs += knowledge.isFree(i, j) ? beliefs[i][j] * cost(i, j) : 0;
      }
    }
    lagrangian.look(validationLoss(beliefs) + costs + lagrangian.of(h), h);
  }

  /** Nats per draw. The same noise every time, so that it does not hide how the loss goes on. */
  private double validationLoss(double[][] beliefs) {
    sample.believe(beliefs);
    double sum = 0;
    double shares = 0;
    for (int r = 0; r < draws.regimes(); r++) {
      int[] places = draws.validation(r);
      if (places.length > 0) {
        sum += draws.share(r) * validationLoss(places) / places.length;
        shares += draws.share(r);
      }
    }
    return shares > 0 ? sum / shares : 0;
  }

  private double validationLoss(int[] places) {
    double loss = 0;
    for (int from = 0; from < places.length; from += settings.batch()) {
      int[] batch =
          Arrays.copyOfRange(places, from, Math.min(places.length, from + settings.batch()));
      sample.draw(batch.length, CounterRandom.of(seed, "validation graphs", batch[0]));
      loss += pass.loss(batch, sample);
    }
    return loss;
  }

  private boolean isFinal() {
    return finalOf() > 0;
  }

  private double finalOf() {
    return state.graph()[Layout.term(n, AugmentedLagrangian.Term.FINAL_OF)];
  }

  private void putFinalOf(double weight) {
    state.graph()[Layout.term(n, AugmentedLagrangian.Term.FINAL_OF)] = weight;
  }
}
