// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.AcyclicGraph;
import dev.sluice.models.discovery.Batches;
import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.Fitting;
import dev.sluice.models.discovery.GenerativeMethod;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.RecentLoss;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.Training;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.Units;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.FloatAdam;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.List;

/**
 * ENCO: efficient neural causal discovery without acyclicity constraints (Lippe, Cohen and Gavves,
 * ICLR 2022).
 *
 * <p>A round fits the networks to observations alone, each draw with parents drawn from the beliefs
 * (section 3.2), then moves the beliefs by interventions alone (section 3.3): edges of the
 * intervened variable are oriented by whether they predict what it causes. Each intervention has
 * its turn, in an order that is shuffled for every pass. Beliefs stay as they were without
 * interventions, and without observations, as there is no network to judge them by. Interventions
 * with unknown targets are left out.
 *
 * <p>Where latent common causes are looked for, the rate of the networks falls to 0 in the course
 * of a round, as what a common cause tells is of the size of a network's noise, and their parents
 * are drawn as {@link EncoBeliefs#fitted} says (both ours).
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Enco implements GenerativeMethod {
  private static final int FIT_STEPS = 0;
  private static final int GRAPH_STEPS = 1;

  /** Rounds of graph fitting. */
  private static final int ROUNDS = 2;

  private static final int COUNTERS = 3;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  /** Graphs of a step that learns orientations alone, and how many more such steps there are. */
  private static final int MIRRORED_GRAPHS = 4;

  private static final int MIRRORED_STEPS = 10;

  /** Batches of fitting in one of graph fitting, as far as there are draws (ours; the paper: 1). */
  private static final int GRAPH_BATCHES = 2;

  /** What is held for each regime beside its draws. */
  private static final long BYTES_PER_REGIME = 128;

  private final EncoSettings settings;
  private final EdgeKnowledge knowledge;
  private final NetworkShape shape;
  private final int n;
  private final long seed;

  /** For variables of a domain. */
  public Enco(Domain domain, EdgeKnowledge knowledge, EncoSettings settings, long seed) {
    this.settings = settings;
    this.knowledge = knowledge;
    this.seed = seed;
    shape = new NetworkShape(domain, settings.hidden(), 1, true, false);
    n = domain.dimension();
  }

  @Override
  public LearnerState initial() {
    int size = shape.size();
    return new LearnerState(
        new long[COUNTERS],
        EncoWeights.draw(shape, seed),
        new float[size],
        new float[size],
        new double[EncoBlock.size(n) + Units.size(n)]);
  }

  @Override
  public double train(LearnerState state, TrainingData data, Budget budget) {
    NetworkPass pass = new NetworkPass(shape, graphBatch());
    if (data.observations().length > 0) {
      units(state).measure(data.observations());
    }
    double loss = fit(state, data, budget.fitSteps(), pass);
    fitGraph(state, data, budget.graphSteps(), pass);
    Training.requireFinite(state);
    return loss;
  }

  private double fit(LearnerState state, TrainingData data, int steps, NetworkPass pass) {
    if (data.observations().length == 0) {
      return Double.NaN;
    }
    Rows rows = rows(state, data.observations());
    FloatAdam adam = new FloatAdam(settings.weightRate(), BETA1, BETA2, settings.weightDecay());
    Fitting fitting = new Fitting(n, state.weights().length, pass, adam);
    Batches batches = new Batches(seed, "fitting batch", 0, rows.count(), settings.batch());
    GraphSample sample = new GraphSample(n, settings.batch());
    EncoBeliefs beliefs = new EncoBeliefs(n, knowledge, state);
    boolean causes = settings.latentConfounders();
    sample.believe(beliefs.matrix(causes ? beliefs::fitted : beliefs::edge));
    RecentLoss loss = new RecentLoss(steps);
    for (int s = 0; s < steps; s++) {
      Training.requireUninterrupted();
      long step = state.counters()[FIT_STEPS]++;
      int[] draws = batches.batch(step);
      sample.draw(draws.length, CounterRandom.of(seed, "fitting parents", step));
      double rate = causes ? (steps - s) / (double) steps : 1;
      loss.add(fitting.step(state, rows, draws, sample, step + 1, rate));
    }
    return loss.mean();
  }

  private void fitGraph(LearnerState state, TrainingData data, int steps, NetworkPass pass) {
    List<Regime> regimes =
        data.interventions().stream().filter(regime -> regime.targets() != null).toList();
    if (regimes.isEmpty() || data.observations().length == 0 || steps == 0) {
      return;
    }
    boolean mirrored = settings.orientationOnly() && state.counters()[ROUNDS] % 2 == 0;
    int graphs = mirrored ? MIRRORED_GRAPHS : settings.graphs();
    Rows[] rows = regimes.stream().map(regime -> rows(state, regime.draws())).toArray(Rows[]::new);
    Batches turns = new Batches(seed, "turn of intervention", 0, regimes.size(), regimes.size());
    EncoBeliefs beliefs = new EncoBeliefs(n, knowledge, state);
    GraphSample sample = new GraphSample(n, graphs);
    EdgeGains gains = new EdgeGains(n, graphs, pass);
    EncoGradient gradient = new EncoGradient(n, knowledge);
    ExistenceAdam existence =
        new ExistenceAdam(n, state, settings.existenceRate(), settings.latentConfounders());
    OrientationAdam orientation = new OrientationAdam(n, state, settings.orientationRate());
    VariableSet reached = data.reached();
    for (int s = 0; s < steps * (mirrored ? MIRRORED_STEPS : 1); s++) {
      Training.requireUninterrupted();
      long step = state.counters()[GRAPH_STEPS]++;
      long turn = step / regimes.size();
      int r = turns.batch(turn)[(int) (step % regimes.size())];
      VariableSet targets = regimes.get(r).targets();
      int[] draws = new Batches(seed, "graph batch", r, rows[r].count(), graphBatch()).batch(turn);
      double[][] edges = beliefs.matrix(beliefs::edge);
      sample.believe(edges);
      sample.draw(graphs, CounterRandom.of(seed, "graphs", step));
      if (mirrored) {
        sample.mirror(graphs, targets);
      }
      gains.estimate(sample, edges, state.weights(), rows[r], draws, targets);
      gradient.estimate(gains, beliefs, targets, reached, settings.sparsity(), data.draws());
      if (!mirrored) {
        existence.step(gradient.gamma(), targets);
      }
      orientation.step(gradient.theta(), gradient.share());
    }
    state.counters()[ROUNDS]++;
  }

  /** Draws of an intervention are few: a step takes more of them than one of fitting does. */
  private int graphBatch() {
    return GRAPH_BATCHES * settings.batch();
  }

  private Rows rows(LearnerState state, double[][] draws) {
    return Rows.of(shape, draws, units(state).origin(), units(state).scale());
  }

  private Units units(LearnerState state) {
    return new Units(n, EncoBlock.size(n), state);
  }

  @Override
  public EdgeBeliefs beliefs(LearnerState state) {
    EncoBeliefs beliefs = new EncoBeliefs(n, knowledge, state);
    double[][] confounded = settings.latentConfounders() ? beliefs.confounded() : null;
    boolean[][] graph = new boolean[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        graph[i][j] =
            beliefs.predicts(i, j)
                && (confounded == null || confounded[i][j] < EncoSettings.CONFOUNDED);
      }
    }
    double[][] orientation = beliefs.matrix(beliefs::orientation);
    return new EdgeBeliefs(
        beliefs.matrix(beliefs::edge),
        beliefs.matrix(beliefs::existence),
        orientation,
        graph,
        AcyclicGraph.of(graph, orientation),
        confounded,
        null);
  }

  @Override
  public LearnedNetworks networks(LearnerState state) {
    return new LearnedNetworks(shape, state.weights(), units(state).origin(), units(state).scale());
  }

  @Override
  public BeliefGradient gradient(LearnerState state, int graphs, int rows) {
    return new EncoBeliefGradient(n, knowledge, state, networks(state), graphs, rows);
  }

  @Override
  public long gradientBytes(int graphs, int rows) {
    return NetworkPass.bytes(shape, rows)
        + GraphSample.bytes(n, graphs)
        + EdgeGains.bytes(n, graphs);
  }

  @Override
  public long bytes(int regimes) {
    long weights = (long) Float.BYTES * shape.size();
    long matrices = 8L + EncoBlock.values().length; // the parameters, the gradient and beliefs
    return 4 * weights
        + matrices * n * n * Double.BYTES
        + NetworkPass.bytes(shape, graphBatch())
        + GraphSample.bytes(n, settings.batch())
        + GraphSample.bytes(n, settings.graphs())
        + EdgeGains.bytes(n, settings.graphs())
        + BYTES_PER_REGIME * regimes;
  }
}
