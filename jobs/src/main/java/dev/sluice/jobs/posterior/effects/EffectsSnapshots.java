// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import dev.sluice.connectors.wire.FiniteNumbers;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.EffectSummary;
import dev.sluice.schemas.CausalEffect;
import dev.sluice.schemas.EffectProbability;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.Arrays;
import java.util.List;

/** What is told of effects. */
public final class EffectsSnapshots {

  private EffectsSnapshots() {}

  /** Beside the snapshot of a posterior that there is. */
  public static EffectsSnapshot of(
      Declaration declaration, PosteriorSnapshot posterior, FoundEffects found) {
    EffectsSnapshot.Builder snapshot =
        begun(posterior).setMethod(posterior.getMethod()).setPriorScale(posterior.getPriorScale());
    if (found.failure() != null) {
      return failed(snapshot, found.failure().reason(), found.failure().text());
    }
    EffectsSnapshot full =
        EffectsSnapshot.newBuilder(snapshot)
            .setGraphs(found.graphs())
            .setConverged(found.converged())
            .setLevels(EffectSummary.LEVELS)
            .setEffects(found.effects().stream().map(e -> effect(declaration, e)).toList())
            .setEffectMillis(found.millis())
            .build();
    String infinite = FiniteNumbers.find(full);
    return infinite == null
        ? full
        : failed(snapshot, FailureReason.NOT_FINITE, infinite + ", not a finite number");
  }

  /** Beside the snapshot of a posterior that has failed, for the same reason. */
  public static EffectsSnapshot failed(PosteriorSnapshot posterior) {
    return failed(begun(posterior), posterior.getFailureReason(), posterior.getFailure());
  }

  private static EffectsSnapshot failed(
      EffectsSnapshot.Builder snapshot, FailureReason reason, String text) {
    return snapshot.setFailureReason(reason).setFailure(text).build();
  }

  private static EffectsSnapshot.Builder begun(PosteriorSnapshot posterior) {
    return EffectsSnapshot.newBuilder()
        .setExperimentId(posterior.getExperimentId())
        .setAsOf(posterior.getAsOf())
        .setSamples(posterior.getSamples())
        .setVariables(posterior.getVariables());
  }

  private static CausalEffect effect(Declaration declaration, Effect effect) {
    EffectSummary slope = effect.slope();
    return CausalEffect.newBuilder()
        .setCause(declaration.variables()[effect.cause()])
        .setEffect(declaration.variables()[effect.outcome()])
        .setZero(effect.probabilityOfNone())
        .setMean(slope == null ? null : slope.mean())
        .setStandardDeviation(slope == null ? null : orNull(slope.standardDeviation()))
        .setQuantiles(slope == null ? null : list(slope.quantiles()))
        .setDistributions(
            effect.distributions() == null
                ? null
                : Arrays.stream(effect.distributions())
                    .map(row -> Arrays.stream(row).map(EffectsSnapshots::probability).toList())
                    .toList())
        .build();
  }

  private static EffectProbability probability(EffectSummary summary) {
    return EffectProbability.newBuilder()
        .setMean(summary.mean())
        .setStandardDeviation(orNull(summary.standardDeviation()))
        .setQuantiles(list(summary.quantiles()))
        .build();
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** Few degrees of freedom have a mean, but no variance. */
  private static Double orNull(double deviation) {
    return Double.isFinite(deviation) ? deviation : null;
  }
}
