// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.scm.StructuralCausalModel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One system of a {@link DiscoveryStudy}. */
final class DiscoveryTrial {
  private final DiscoveryStudy.Settings settings;
  private final GroundTruth truth;
  private final DrawCounts draws;
  private final long seed;
  private final Runnable progress;
  private final List<DiscoveryOutcome> outcomes = new ArrayList<>();
  private Dag graph;
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
    double before = seconds();
    try {
      Yardstick.Marginals marginals = yardstick.of(data);
      exact = marginals.edges();
      int shd = GraphMetrics.shd(marginals.best(), graph);
      add(StudyMethod.EXACT, 0, exact, shd, shd, Double.NaN, seconds() - before);
    } catch (ArithmeticException e) {
      addFailure(StudyMethod.EXACT, 0, e);
    }
  }

  private void learn(StudyMethod method) {
    DiscoveryMethod learner = method.learner(data.domain(), settings.width(), seed);
    LearnerState state = learner.initial();
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      double before = seconds();
      try {
        double loss = learner.train(state, data, settings.epoch());
        double after = seconds();
        EdgeBeliefs beliefs = learner.beliefs(state);
        int shd = GraphDistance.shd(beliefs.graph(), graph);
        int acyclic = GraphDistance.shd(beliefs.acyclic(), graph);
        add(method, epoch, beliefs.edges(), shd, acyclic, loss, after - before);
      } catch (ArithmeticException e) {
        addFailure(method, epoch, e);
        return;
      } finally {
        progress.run();
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
      double seconds) {
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
            GraphMetrics.expectedShd(edges, graph),
            GraphMetrics.auroc(edges, graph),
            GraphMetrics.brier(edges, graph),
            GraphDistance.entropy(edges),
            exact == null ? Double.NaN : GraphDistance.mean(edges, exact),
            loss,
            seconds,
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
            String.valueOf(failure.getMessage())));
  }

  /** That this thread has had a processor. */
  private static double seconds() {
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
