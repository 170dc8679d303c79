// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.PredictedTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts beliefs into their wire form. */
final class Snapshots {

  private static final int MOST_REGIMES = 64;

  private final MethodName method;

  Snapshots(MethodName method) {
    this.method = method;
  }

  /** The snapshot of what is known after a round. */
  DiscoverySnapshot of(TrainRequest request, Learner learner, Learned learned) {
    Declaration declaration = request.declaration();
    EdgeBeliefs beliefs = learner.beliefs(learned);
    DiscoverySnapshot.Builder snapshot =
        begun(request)
            .setEdges(matrix(beliefs.edges()))
            .setExistence(matrix(beliefs.existence()))
            .setOrientation(matrix(beliefs.orientation()))
            .setGraph(edgeNames(beliefs.graph(), declaration))
            .setAcyclicGraph(edgeNames(beliefs.acyclic(), declaration))
            .setConfounded(confounded(beliefs.confounded(), declaration))
            .setPredictedTargets(targets(beliefs.targets(), learner.unknown(learned), declaration))
            .setEpochs(learned.epochs())
            .setSteps(learned.fitSteps() + learned.graphSteps())
            .setFitSteps(learned.fitSteps())
            .setGraphSteps(learned.graphSteps())
            .setRows(learned.held().rows())
            .setRowsByRegime(first(learned.held().rowsByName()))
            .setLoss(orNull(learned.loss()))
            .setEntropy(GraphMetrics.entropyOfIndependentEdges(beliefs.edges()))
            .setTrainingSeconds(learned.seconds());
    Dag truth = declaration.truth();
    if (truth != null) {
      snapshot
          .setExpectedShd(GraphMetrics.expectedShdOfIndependentEdges(beliefs.edges(), truth))
          .setShd(GraphMetrics.shd(beliefs.graph(), truth))
          .setAuroc(orNull(GraphMetrics.auroc(beliefs.edges(), truth)))
          .setBrier(orNull(GraphMetrics.brier(beliefs.edges(), truth)));
    }
    return snapshot.build();
  }

  /** The snapshot of an experiment of which nothing is learned: what was counted, and why. */
  DiscoverySnapshot failed(TrainRequest request, Failure failure) {
    return begun(request).setFailure(failure.text()).setFailureReason(failure.reason()).build();
  }

  private DiscoverySnapshot.Builder begun(TrainRequest request) {
    Declaration declaration = request.declaration();
    return DiscoverySnapshot.newBuilder()
        .setExperimentId(declaration.experimentId())
        .setAsOf(request.asOf())
        .setSamples(request.samples())
        .setMethod(LearningMethod.valueOf(method.name()))
        .setVariables(List.of(declaration.variables()));
  }

  private static Map<String, Long> first(Map<String, Long> rows) {
    Map<String, Long> first = new TreeMap<>();
    rows.entrySet().stream()
        .limit(MOST_REGIMES)
        .forEach(entry -> first.put(entry.getKey(), entry.getValue()));
    return first;
  }

  private static List<List<String>> edgeNames(boolean[][] graph, Declaration declaration) {
    List<List<String>> edges = new ArrayList<>();
    for (int i = 0; i < graph.length; i++) {
      for (int j = 0; j < graph.length; j++) {
        if (graph[i][j]) {
          edges.add(List.of(declaration.variables()[i], declaration.variables()[j]));
        }
      }
    }
    return edges;
  }

  private List<List<Object>> confounded(double[][] scores, Declaration declaration) {
    if (scores == null) {
      return null;
    }
    List<List<Object>> pairs = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      for (int j = i + 1; j < scores.length; j++) {
        if (scores[i][j] >= EncoSettings.CONFOUNDED) {
          pairs.add(List.of(declaration.variables()[i], declaration.variables()[j], scores[i][j]));
        }
      }
    }
    pairs.sort(Comparator.comparing(pair -> -(double) pair.get(2)));
    return pairs;
  }

  private static List<PredictedTarget> targets(
      double[][] beliefs, List<String> labels, Declaration declaration) {
    if (labels.isEmpty() || beliefs == null) {
      return null;
    }
    List<PredictedTarget> targets = new ArrayList<>();
    for (int r = 0; r < beliefs.length; r++) {
      double[] ofVariables = beliefs[r];
      int best = 0;
      for (int v = 1; v < ofVariables.length; v++) {
        best = ofVariables[v] > ofVariables[best] ? v : best;
      }
      targets.add(
          new PredictedTarget(
              labels.get(r),
              declaration.variables()[best],
              ofVariables[best],
              Arrays.stream(ofVariables).boxed().toList()));
    }
    return targets;
  }

  private static List<List<Double>> matrix(double[][] rows) {
    return rows == null
        ? null
        : Arrays.stream(rows).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
