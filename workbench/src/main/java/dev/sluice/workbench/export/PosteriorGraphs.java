// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.ConsensusGraph;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.EssentialGraph;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SamplerDiagnostics;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.NoResults;
import java.util.List;
import java.util.Locale;

/** Graphs that stand for what a snapshot says. */
final class PosteriorGraphs {
  private PosteriorGraphs() {}

  /**
   * That of a posterior.
   *
   * @param level that {@link GraphKind#CREDIBLE} edges are all there with
   * @throws Failure if the snapshot has no results, or none of this kind
   */
  static ExportedGraph of(PosteriorSnapshot snapshot, GraphKind kind, double level) {
    if (snapshot.getEdges() == null) {
      throw noResults(
          snapshot.getExperimentId(), snapshot.getFailure(), snapshot.getFailureReason());
    }
    double[][] edges = matrix(snapshot.getEdges());
    List<String> variables = snapshot.getVariables();
    List<GraphEdge> found =
        switch (kind) {
          case MAP -> arrows(map(snapshot), edges);
          case MEDIAN -> ExportedGraph.arrows(ConsensusGraph.median(edges), edges);
          case LEAST_SHD -> arrows(leastExpectedShd(edges), edges);
          case CREDIBLE -> ExportedGraph.arrows(ConsensusGraph.credible(edges, level), edges);
          case CPDAG -> ExportedGraph.edges(EssentialGraph.of(map(snapshot)), edges);
          case I_ESSENTIAL -> ExportedGraph.edges(essential(snapshot), edges);
          case PREDICTED ->
              throw new Failure("--graph predicted: a posterior predicts no one graph; say map");
        };
    return new ExportedGraph(
        snapshot.getExperimentId(),
        kind,
        String.valueOf(snapshot.getMethod()),
        snapshot.getSamples(),
        snapshot.getAsOf(),
        converged(snapshot),
        variables,
        found);
  }

  /**
   * That of what a learner by gradients believes.
   *
   * @throws Failure if the snapshot has no results, or none of this kind
   */
  static ExportedGraph of(DiscoverySnapshot snapshot, GraphKind kind) {
    if (snapshot.getEdges() == null) {
      throw noResults(
          snapshot.getExperimentId(), snapshot.getFailure(), snapshot.getFailureReason());
    }
    double[][] edges = matrix(snapshot.getEdges());
    List<String> variables = snapshot.getVariables();
    List<GraphEdge> found =
        switch (kind) {
          case MAP -> arrows(dag(snapshot.getAcyclicGraph(), variables), edges);
          case PREDICTED -> ExportedGraph.arrows(adjacency(snapshot.getGraph(), variables), edges);
          case MEDIAN -> ExportedGraph.arrows(ConsensusGraph.median(edges), edges);
          case CPDAG ->
              ExportedGraph.edges(
                  EssentialGraph.of(dag(snapshot.getAcyclicGraph(), variables)), edges);
          case LEAST_SHD, CREDIBLE, I_ESSENTIAL ->
              throw new Failure(
                  "--graph %s: only of a posterior: a learner believes in each edge on its own"
                      .formatted(kind.name().toLowerCase(Locale.ROOT)));
        };
    return new ExportedGraph(
        snapshot.getExperimentId(),
        kind,
        snapshot.getMethod().name(),
        snapshot.getSamples(),
        snapshot.getAsOf(),
        null,
        variables,
        found);
  }

  /** Null where nothing was sampled, or only beside the exact posterior. */
  private static Boolean converged(PosteriorSnapshot snapshot) {
    SamplerDiagnostics diagnostics = snapshot.getDiagnostics();
    if (snapshot.getMethod() != PosteriorMethod.MCMC || diagnostics == null) {
      return null;
    }
    return diagnostics.getConverged();
  }

  private static Failure noResults(String experimentId, String failure, FailureReason reason) {
    return new Failure(
        "--experiment %s: %s".formatted(experimentId, NoResults.text(failure, reason)));
  }

  private static List<GraphEdge> arrows(Dag graph, double[][] edges) {
    return ExportedGraph.arrows(graph.adjacency(), edges);
  }

  private static Dag leastExpectedShd(double[][] edges) {
    try {
      return ConsensusGraph.leastExpectedShd(edges);
    } catch (IllegalArgumentException e) {
      throw new Failure("--graph least_shd: " + e.getMessage(), e);
    }
  }

  private static EssentialGraph essential(PosteriorSnapshot snapshot) {
    Integer others = snapshot.getOtherRegimes();
    if (others != null && others > 0) {
      throw new Failure(
          "--graph i_essential: the snapshot names %d regimes of interventions and leaves %d out"
              .formatted(snapshot.getSamplesByRegime().size(), others));
    }
    List<VariableSet> targets =
        RegimeTargets.of(snapshot.getSamplesByRegime().keySet(), snapshot.getVariables());
    List<String> variables = snapshot.getVariables();
    for (int v = 0; v < variables.size(); v++) {
      int variable = v;
      if (targets.stream().allMatch(set -> set.contains(variable))) {
        throw new Failure(
            "--graph i_essential: %s is never observed without being set, so that nothing is known of its causes"
                .formatted(variables.get(v)));
      }
    }
    return EssentialGraph.of(map(snapshot), targets);
  }

  private static Dag map(PosteriorSnapshot snapshot) {
    return dag(snapshot.getMapGraph(), snapshot.getVariables());
  }

  private static Dag dag(List<List<String>> names, List<String> variables) {
    return Dag.ofAdjacency(adjacency(names, variables));
  }

  private static boolean[][] adjacency(List<List<String>> names, List<String> variables) {
    if (names == null) {
      throw new Failure("--graph: the snapshot has no such graph");
    }
    boolean[][] graph = new boolean[variables.size()][variables.size()];
    for (List<String> edge : names) {
      graph[variables.indexOf(edge.get(0))][variables.indexOf(edge.get(1))] = true;
    }
    return graph;
  }

  private static double[][] matrix(List<List<Double>> edges) {
    return edges.stream()
        .map(row -> row.stream().mapToDouble(value -> value).toArray())
        .toArray(double[][]::new);
  }
}
