// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.schemas.GraphProbability;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SnapshotStructurePrior;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Computes posteriors and puts them into their wire form. */
final class Snapshots {

  private Snapshots() {}

  /** The posterior that a request asks for, computed when the heap has room for it. */
  public static PosteriorSnapshot of(RefreshRequest request) {
    long bytes = Inference.bytes(request.declaration().domain(), request.statistics());
    return HeapBudget.OF_JVM.compute(bytes, () -> compute(request));
  }

  private static PosteriorSnapshot compute(RefreshRequest request) {
    Declaration declaration = request.declaration();
    long start = System.nanoTime();
    Posterior posterior =
        Inference.posterior(
            declaration.domain(),
            request.statistics(),
            declaration.scorePrior(),
            declaration.graphPrior());
    double millis = (System.nanoTime() - start) / 1e6;
    return of(request, posterior, millis);
  }

  private static PosteriorSnapshot of(RefreshRequest request, Posterior posterior, double millis) {
    Declaration declaration = request.declaration();
    RegimeCounts regimes = RegimeCounts.of(samplesByRegime(declaration, request.statistics()));
    PosteriorSnapshot.Builder snapshot =
        PosteriorSnapshot.newBuilder()
            .setExperimentId(declaration.experimentId())
            .setAsOf(request.asOf())
            .setSamples(request.statistics().observed())
            .setSamplesByRegime(regimes.listed())
            .setOtherRegimes(regimes.otherRegimes())
            .setOtherRegimeSamples(regimes.otherSamples())
            .setMethod(PosteriorMethod.valueOf(posterior.method().name()))
            .setStructurePrior(SnapshotStructurePrior.valueOf(declaration.structurePrior().name()))
            .setPriorScale(orNull(posterior.priorScale()))
            .setLogEvidence(posterior.logEvidence())
            .setVariables(List.of(declaration.variables()))
            .setEdges(matrix(posterior.edges()))
            .setAncestors(posterior.ancestors() == null ? null : matrix(posterior.ancestors()))
            .setExpectedEdges(posterior.expectedEdges())
            .setEntropy(orNull(posterior.entropy()))
            .setMapGraph(declaration.edgeNames(posterior.mapGraph()))
            .setTopGraphs(
                posterior.topGraphs().stream()
                    .map(
                        ranked ->
                            new GraphProbability(
                                declaration.edgeNames(ranked.graph()), ranked.probability()))
                    .toList())
            .setRefreshMillis(millis);
    Dag truth = declaration.truth();
    if (truth != null) {
      snapshot
          .setExpectedShd(GraphMetrics.expectedShd(posterior.edges(), truth))
          .setAuroc(orNull(GraphMetrics.auroc(posterior.edges(), truth)))
          .setBrier(orNull(GraphMetrics.brier(posterior.edges(), truth)));
    }
    return snapshot.build();
  }

  private static Map<String, Long> samplesByRegime(
      Declaration declaration, SufficientStatistics statistics) {
    Map<String, Long> samples = new HashMap<>();
    statistics
        .observedByRegime()
        .forEach((targets, count) -> samples.put(declaration.names(targets), count));
    return samples;
  }

  private static List<List<Double>> matrix(double[][] rows) {
    return Arrays.stream(rows).map(row -> Arrays.stream(row).boxed().toList()).toList();
  }

  private static Double orNull(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
