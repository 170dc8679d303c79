// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import dev.sluice.jobs.posterior.effects.Refreshed;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.function.Function;

/** What the dashboard and Prometheus see of the latest posteriors. */
final class PosteriorGauges {

  private PosteriorGauges() {}

  /** With gauges of their own for so many experiments of a subtask. */
  static Gauged<PosteriorSnapshot> of(int most) {
    return new Gauged<>(most, () -> numbers(snapshot -> snapshot));
  }

  /** The same, and how long effects took. */
  static Gauged<Refreshed> withEffects(int most) {
    return new Gauged<>(
        most,
        () ->
            PosteriorGauges.<Refreshed>numbers(Refreshed::posterior)
                .max(
                    "effectMillis",
                    both -> both.effects() == null ? null : both.effects().getEffectMillis()));
  }

  private static <S> Numbers<S> numbers(Function<S, PosteriorSnapshot> of) {
    return Numbers.<S>of("experiment", s -> of.apply(s).getSamples(), s -> of.apply(s).getAsOf())
        .sum("samples", s -> of.apply(s).getSamples())
        .mean("logEvidence", of.andThen(PosteriorSnapshot::getLogEvidence))
        .mean("expectedEdges", of.andThen(PosteriorSnapshot::getExpectedEdges))
        .mean("entropyNats", of.andThen(PosteriorSnapshot::getEntropy))
        .mean("expectedShd", of.andThen(PosteriorSnapshot::getExpectedShd))
        .mean("auroc", of.andThen(PosteriorSnapshot::getAuroc))
        .max("refreshMillis", of.andThen(PosteriorSnapshot::getRefreshMillis));
  }
}
