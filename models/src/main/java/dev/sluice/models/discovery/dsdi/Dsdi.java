// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.Batches;
import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.Fitting;
import dev.sluice.models.discovery.GenerativeMethod;
import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnedNetworks;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.RecentLoss;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.Training;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.UnknownTargets;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.FloatAdam;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.List;

/**
 * DSDI: dependency structure discovery from interventions (Ke et al., "Learning neural causal
 * models from unknown interventions", arXiv 1910.01075). Of categorical variables.
 *
 * <p>A round fits the networks to observations, each batch with one graph drawn from the beliefs,
 * then moves the beliefs by interventions. Each has its turn: its target is predicted if it is
 * unknown, and graphs are weighed by how well the networks foretell its draws, all but the target.
 * There is no belief in orientations apart; i -> j and j -> i compete through the loss and the cost
 * of cycles of two.
 *
 * <p>The authors draw anew from a simulator: observations, interventions and, ten times an epoch,
 * the mechanisms themselves. Here all come from draws that are kept. Batches of an episode overlap
 * where an intervention has fewer draws than T batches; networks see the same observations again
 * and can learn them by heart; and an intervention always sets its target to the same law.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Dsdi implements GenerativeMethod {
  private static final int FIT_STEPS = 0;
  private static final int GRAPH_STEPS = 1;
  private static final int VOTES = 2;

  /** What is held for each regime beside its draws. */
  private static final long BYTES_PER_REGIME = 256;

  private static final int WIDTH_PER_VARIABLE = 4;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  private final DsdiSettings settings;
  private final EdgeKnowledge knowledge;
  private final NetworkShape shape;
  private final int n;
  private final long seed;

  /**
   * For variables of a domain.
   *
   * @throws IllegalArgumentException if they are continuous
   */
  public Dsdi(Domain domain, EdgeKnowledge knowledge, DsdiSettings settings, long seed) {
    if (!domain.isCategorical()) {
      throw new IllegalArgumentException(
          "DSDI learns from categorical variables alone: for continuous ones there is ENCO");
    }
    this.settings = settings;
    this.knowledge = knowledge;
    this.seed = seed;
    n = domain.dimension();
    int most = Math.max(n, Arrays.stream(domain.categories()).max().orElse(0));
    shape = new NetworkShape(domain, WIDTH_PER_VARIABLE * most, 0, true, false);
  }

  @Override
  public LearnerState initial() {
    int size = shape.size();
    double[] graph = new double[DsdiBeliefs.size(n) + TargetVotes.size(n)];
    DsdiBeliefs.draw(n, seed, graph);
    return new LearnerState(
        new long[VOTES + UnknownTargets.counters(n)],
        DsdiWeights.draw(shape, seed),
        new float[size],
        new float[size],
        graph);
  }

  @Override
  public double train(LearnerState state, TrainingData data, Budget budget) {
    if (data.observations().length == 0) {
      return Double.NaN;
    }
    votes(state).align(data.interventions());
    NetworkPass pass = new NetworkPass(shape, settings.batch());
    Rows observed = Rows.of(shape, data.observations());
    double loss = fit(state, observed, budget.fitSteps(), pass);
    fitGraph(state, observed, data, budget.graphSteps(), pass);
    Training.requireFinite(state);
    return loss;
  }

  private double fit(LearnerState state, Rows rows, int steps, NetworkPass pass) {
    FloatAdam adam = new FloatAdam(settings.weightRate(), BETA1, BETA2, 0);
    Fitting fitting = new Fitting(n, state.weights().length, pass, adam);
    Batches batches = new Batches(seed, "fitting batch", 0, rows.count(), settings.batch());
    GraphSample sample = new GraphSample(n, settings.batch());
    sample.believe(beliefsOf(state).matrix());
    int words = n * sample.words();
    RecentLoss loss = new RecentLoss(steps);
    for (int s = 0; s < steps; s++) {
      Training.requireUninterrupted();
      long step = state.counters()[FIT_STEPS]++;
      int[] draws = batches.batch(step);
      sample.draw(1, CounterRandom.of(seed, "fitting graph", step));
      for (int b = 1; b < draws.length; b++) {
        System.arraycopy(sample.masks(), 0, sample.masks(), b * words, words);
      }
      loss.add(fitting.step(state, rows, draws, sample, step + 1));
    }
    return loss.mean();
  }

  /** Beliefs stay as they are where no intervention is known. */
  private void fitGraph(
      LearnerState state, Rows observed, TrainingData data, int steps, NetworkPass pass) {
    List<Regime> regimes = data.interventions();
    if (regimes.isEmpty()) {
      return;
    }
    int graphs = Math.max(settings.graphs(), settings.predictionGraphs());
    Rows[] rows =
        regimes.stream().map(regime -> Rows.of(shape, regime.draws())).toArray(Rows[]::new);
    Batches turns = new Batches(seed, "turn of intervention", 0, rows.length, rows.length);
    GraphSample sample = new GraphSample(n, graphs);
    // which variable is the least expected depends on settled ones too
    GraphLosses losses = new GraphLosses(n, graphs, true, pass);
    TargetPrediction prediction = new TargetPrediction(data, settings, losses, sample, seed);
    Episode episode = new Episode(sample, losses);
    for (int s = 0; s < steps; s++) {
      Training.requireUninterrupted();
      long step = state.counters()[GRAPH_STEPS]++;
      long turn = step / rows.length;
      int r = turns.batch(turn)[(int) (step % rows.length)];
      DsdiBeliefs beliefs = beliefsOf(state);
      double[][] matrix = beliefs.matrix();
      sample.believe(matrix);
      VariableSet targets = regimes.get(r).targets();
      if (targets == null) {
        double[] predicted = prediction.predict(state.weights(), r, rows[r], observed, step);
        votes(state).vote(r, predicted);
        targets = TargetPrediction.mostLikely(predicted);
      }
      Batches batches = new Batches(seed, "episode batch", r, rows[r].count(), settings.batch());
      double[] total =
          episode.gradient(state, matrix, rows[r], batches, turn, targets, step, data.draws());
      beliefs.step(total, settings.beliefRate(), step + 1);
    }
  }

  /** What a step of the beliefs follows. */
  private final class Episode {
    private final GraphSample sample;
    private final GraphLosses losses;
    private final DsdiGradient gradient;

    Episode(GraphSample sample, GraphLosses losses) {
      this.sample = sample;
      this.losses = losses;
      gradient = new DsdiGradient(n, settings.graphs(), knowledge, settings.credit());
    }

    double[] gradient(
        LearnerState state,
        double[][] matrix,
        Rows rows,
        Batches batches,
        long turn,
        VariableSet targets,
        long step,
        long draws) {
      int graphs = settings.graphs();
      gradient.begin();
      for (int t = 0; t < settings.episode(); t++) {
        sample.draw(graphs, CounterRandom.of(seed, "episode graphs", step, t));
        int[] batch = batches.batch(turn * settings.episode() + t);
        gradient.add(
            sample,
            graphs,
            losses.of(sample, graphs, state.weights(), rows, batch, targets),
            matrix,
            targets);
      }
      return gradient.end(matrix, settings.sparsity(), settings.cycleCost(), draws);
    }
  }

  private DsdiBeliefs beliefsOf(LearnerState state) {
    return new DsdiBeliefs(n, knowledge, state);
  }

  private TargetVotes votes(LearnerState state) {
    return new TargetVotes(n, VOTES, DsdiBeliefs.size(n), state);
  }

  @Override
  public EdgeBeliefs beliefs(LearnerState state) {
    return EdgeBeliefs.ofDirections(beliefsOf(state).matrix(), votes(state).shares());
  }

  @Override
  public LearnedNetworks networks(LearnerState state) {
    return LearnedNetworks.ofCategories(shape, state.weights());
  }

  @Override
  public BeliefGradient gradient(LearnerState state, int graphs, int rows) {
    return new DsdiBeliefGradient(
        knowledge, beliefsOf(state).matrix(), networks(state), settings, graphs, rows);
  }

  @Override
  public long gradientBytes(int graphs, int rows) {
    return DsdiBeliefGradient.bytes(shape, graphs, rows);
  }

  @Override
  public long bytes(int regimes) {
    long graphs = Math.max(settings.graphs(), settings.predictionGraphs());
    long matrices = 5; // the gradient and beliefs, those of one batch and of its sums
    return 4L * Float.BYTES * shape.size()
        + Double.BYTES * (DsdiBeliefs.size(n) + TargetVotes.size(n) + matrices * n * n)
        + (long) Long.BYTES * UnknownTargets.counters(n)
        + NetworkPass.bytes(shape, settings.batch())
        + GraphSample.bytes(n, settings.batch())
        + GraphSample.bytes(n, (int) graphs)
        + Double.BYTES * graphs * n
        + OwnLaw.bytes(shape.domain(), (long) settings.predictionBatches() * settings.batch())
        + (BYTES_PER_REGIME + 2L * Double.BYTES * n) * regimes;
  }
}
