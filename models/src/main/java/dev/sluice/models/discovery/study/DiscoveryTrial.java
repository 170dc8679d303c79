// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.Discovery;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.scm.HiddenVariables;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.List;

/** One system of a {@link DiscoveryStudy}. */
final class DiscoveryTrial {
  private final DiscoveryStudy.Settings settings;
  private final GroundTruth truth;
  private final DrawCounts draws;
  private final long seed;
  private final Runnable progress;
  private final List<DiscoveryOutcome> outcomes = new ArrayList<>();
  private Dag graph;
  private int[][] confounded;
  private double[] dependence;
  private TrainingData data;
  private double[][] exact;

  DiscoveryTrial(
      DiscoveryStudy.Settings settings,
      GroundTruth truth,
      DrawCounts draws,
      long seed,
      Runnable progress) {
    this.settings = settings;
    this.truth = truth;
    this.draws = draws;
    this.seed = seed;
    this.progress = progress;
  }

  /** Outcomes by method, in the order of the settings, and epoch. */
  List<DiscoveryOutcome> run(Yardstick yardstick) {
    StructuralCausalModel system = truth.draw().apply(seed);
    graph = system.graph();
    confounded = system instanceof HiddenVariables hidden ? hidden.confounded() : new int[0][];
    dependence = new double[confounded.length];
    if (settings.asked().confounders() && system instanceof HiddenVariables hidden) {
      dependence = PairDependence.of(hidden, seed);
    }
    data = GroundTruth.draws(system, draws, seed);
    if (settings.methods().contains(StudyMethod.EXACT)) {
      measure(yardstick);
      progress.run();
    }
    for (StudyMethod method : settings.methods()) {
      if (method.learns()) {
        learn(method);
      }
    }
    return outcomes;
  }

  /** It comes first: the others are compared with it. */
  private void measure(Yardstick yardstick) {
    if (!yardstick.reaches(graph.nodes())) {
      return;
    }
    double before = ProcessorSeconds.now();
    try {
      Yardstick.Marginals marginals = yardstick.of(data);
      exact = marginals.edges();
      int shd = GraphMetrics.shd(marginals.best(), graph);
      add(
          StudyMethod.EXACT,
          0,
          exact,
          shd,
          shd,
          Double.NaN,
          ProcessorSeconds.now() - before,
          null,
          null);
    } catch (ArithmeticException e) {
      addFailure(StudyMethod.EXACT, 0, e);
    }
  }

  private void learn(StudyMethod method) {
    NameOrder order = truth.order();
    Domain domain = order.ordered(data.domain());
    Learner learner =
        new Learner(
            method.learner(domain, settings.width(), settings.asked().confounders(), seed),
            order,
            domain);
    Discovery discovery = discovery(learner, order);
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      if (epoch > 1 && truth.later() != null) {
        discovery.forgetDraws();
        addDraws(discovery, truth.draws(draws, seed, epoch));
      }
      double before = ProcessorSeconds.now();
      try {
        discovery.train(settings.epoch());
        double after = ProcessorSeconds.now();
        EdgeBeliefs beliefs = discovery.beliefs();
        double loss = discovery.learned().loss();
        int shd = GraphMetrics.shd(beliefs.graph(), graph);
        int acyclic = GraphMetrics.shd(beliefs.acyclic(), graph);
        add(
            method,
            epoch,
            beliefs.edges(),
            shd,
            acyclic,
            loss,
            after - before,
            PairsFlagged.of(beliefs, confounded, dependence),
            TargetsPredicted.of(beliefs.targets(), learner.unknown(discovery.learned())));
      } catch (ArithmeticException e) {
        addFailure(method, epoch, e);
        return;
      } finally {
        progress.run();
      }
    }
  }

  /** What the job would learn from, all draws held. */
  private Discovery discovery(Learner learner, NameOrder order) {
    Capacity capacity = new Capacity(draws.observations(), Math.max(1, draws.interventions()));
    Discovery discovery = new Discovery(new Placing(truth.name(), capacity, seed), learner, order);
    addDraws(discovery, data);
    return discovery;
  }

  private void addDraws(Discovery discovery, TrainingData drawn) {
    for (double[] draw : drawn.observations()) {
      discovery.add(VariableSet.EMPTY, null, draw);
    }
    for (Regime regime : drawn.interventions()) {
      boolean told = !settings.asked().targets();
      VariableSet targets = regime.targets();
      String label = told ? null : String.valueOf(targets.members()[0]);
      for (double[] draw : regime.draws()) {
        discovery.add(told ? targets : null, label, draw);
      }
    }
  }

  private void add(
      StudyMethod method,
      int epoch,
      double[][] edges,
      int shd,
      int acyclicShd,
      double loss,
      double seconds,
      PairsFlagged flagged,
      TargetsPredicted targets) {
    outcomes.add(
        new DiscoveryOutcome(
            truth.name(),
            draws,
            graph.nodes(),
            seed,
            method,
            epoch,
            shd,
            acyclicShd,
            method == StudyMethod.EXACT
                ? GraphMetrics.expectedShd(edges, graph)
                : GraphMetrics.expectedShdOfIndependentEdges(edges, graph),
            GraphMetrics.auroc(edges, graph),
            GraphMetrics.brier(edges, graph),
            GraphMetrics.entropyOfIndependentEdges(edges),
            exact == null ? Double.NaN : GraphDistance.mean(edges, exact),
            loss,
            seconds,
            flagged,
            targets,
            null));
  }

  private void addFailure(StudyMethod method, int epoch, ArithmeticException failure) {
    double none = Double.NaN;
    outcomes.add(
        new DiscoveryOutcome(
            truth.name(),
            draws,
            graph.nodes(),
            seed,
            method,
            epoch,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            none,
            null,
            null,
            String.valueOf(failure.getMessage())));
  }
}
