// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.graph.GraphMetrics;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.mcmc.Diagnostics;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.vcn.VcnDiagnostics;
import dev.sluice.schemas.GraphProbability;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SamplerDiagnostics;
import dev.sluice.schemas.SnapshotStructurePrior;
import dev.sluice.schemas.VariationalDiagnostics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts posteriors into their wire form. */
final class Snapshots {

  private Snapshots() {}

  /** The snapshot of a posterior that took so long. */
  static PosteriorSnapshot of(RefreshRequest request, Inferred inferred, double millis) {
    Declaration declaration = request.declaration();
    Posterior posterior = inferred.posterior();
    PosteriorSnapshot.Builder snapshot =
        begun(request)
            .setMethod(PosteriorMethod.valueOf(posterior.method().name()))
            .setPriorScale(orNull(posterior.priorScale()))
            .setLogEvidence(orNull(posterior.logEvidence()))
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
            .setRefreshMillis(millis)
            .setDiagnostics(diagnostics(inferred))
            .setVariational(variational(inferred.variational()));
    Dag truth = declaration.truth();
    if (truth != null) {
      snapshot
          .setExpectedShd(GraphMetrics.expectedShd(posterior.edges(), truth))
          .setAuroc(orNull(GraphMetrics.auroc(posterior.edges(), truth)))
          .setBrier(orNull(GraphMetrics.brier(posterior.edges(), truth)));
    }
    return snapshot.build();
  }

  private static SamplerDiagnostics diagnostics(Inferred inferred) {
    Diagnostics found = inferred.diagnostics();
    return found == null
        ? null
        : SamplerDiagnostics.newBuilder()
            .setChains(found.chains())
            .setSteps(found.steps())
            .setAcceptance(orNull(found.acceptance()))
            .setEffectiveSampleSize(orNull(found.effectiveSampleSize()))
            .setLargestDifference(orNull(found.largestDifference()))
            .setConverged(found.converged())
            .setSecondsBudget(
                inferred.seconds() == Double.POSITIVE_INFINITY ? null : inferred.seconds())
            .setLargestError(orNull(inferred.largestError()))
            .build();
  }

  private static VariationalDiagnostics variational(VcnDiagnostics found) {
    return found == null
        ? null
        : VariationalDiagnostics.newBuilder()
            .setSteps(found.steps())
            .setGraphs(found.graphs())
            .setDistinctGraphs(found.distinctGraphs())
            .setCyclicShare(found.cyclicShare())
            .setElbo(orNull(found.elbo()))
            .setElboError(orNull(found.elboError()))
            .build();
  }

  /** The snapshot of an experiment that has no posterior: what was counted, and why. */
  static PosteriorSnapshot failed(RefreshRequest request, Failure failure) {
    return begun(request).setFailure(failure.text()).setFailureReason(failure.reason()).build();
  }

  private static PosteriorSnapshot.Builder begun(RefreshRequest request) {
    Declaration declaration = request.declaration();
    RegimeCounts regimes = RegimeCounts.of(samplesByRegime(declaration, request.statistics()));
    boolean counted = request.statistics().detail != Detail.TOTAL;
    return PosteriorSnapshot.newBuilder()
        .setExperimentId(declaration.experimentId())
        .setAsOf(request.asOf())
        .setSamples(request.statistics().observed())
        .setSamplesByRegime(regimes.listed())
        .setOtherRegimes(counted ? regimes.otherRegimes() : null)
        .setOtherRegimeSamples(counted ? regimes.otherSamples() : request.statistics().observed())
        .setStructurePrior(SnapshotStructurePrior.valueOf(declaration.structurePrior().name()))
        .setVariables(List.of(declaration.variables()));
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
