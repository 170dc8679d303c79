// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.beside.HeapBudget;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.posterior.failure.NoPosterior;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.Effects;
import dev.sluice.models.posterior.effects.GraphAdjustments;
import dev.sluice.models.posterior.exact.EffectInference;
import dev.sluice.models.posterior.exact.Inference;
import dev.sluice.models.posterior.exact.WithEffects;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.Sampled;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.schemas.FailureReason;
import java.util.List;
import java.util.function.Supplier;

/**
 * Computes the effects of an experiment with its posterior. What fails here takes no posterior
 * away. Depends on its arguments alone.
 */
public final class InferEffects {

  /** So many drawn graphs stand for a sampled posterior, at most. */
  public static final int MOST_GRAPHS = 1000;

  private final Declaration declaration;
  private final SufficientStatistics statistics;
  private final List<CausePair> pairs;
  private final Method method;
  private final int threads;

  private InferEffects(
      Declaration declaration,
      SufficientStatistics statistics,
      List<CausePair> pairs,
      Method method,
      int threads) {
    this.declaration = declaration;
    this.statistics = statistics;
    this.pairs = pairs;
    this.method = method;
    this.threads = threads;
  }

  /**
   * A posterior with its effects.
   *
   * @param posterior as without effects
   * @param effects or why there are none
   */
  public record Both(Posterior posterior, FoundEffects effects) {}

  /**
   * The computation for an experiment.
   *
   * @param wanted null if none are
   * @param method that computes the posterior
   * @param threads that share an exact one
   * @return null if none of them is the experiment's
   */
  public static InferEffects of(
      WantedEffects wanted,
      Declaration declaration,
      SufficientStatistics statistics,
      Method method,
      int threads) {
    List<CausePair> pairs = wanted == null ? List.of() : wanted.of(declaration);
    return pairs.isEmpty()
        ? null
        : new InferEffects(declaration, statistics, pairs, method, threads);
  }

  /**
   * Most bytes of heap of a posterior with its effects. Where that is more than there is they are
   * refused, and it is that of the posterior.
   *
   * @param alone of the posterior without effects
   */
  public long bytes(long alone) {
    return refused(alone) == null ? alone + besides() : alone;
  }

  private long besides() {
    long found = WantedEffects.bytes(WantedEffects.numbers(declaration, pairs));
    if (method == Method.MCMC) {
      return found;
    }
    Domain domain = declaration.domain();
    return found
        + EffectInference.bytes(domain, statistics, method, threads, pairs)
        - Inference.bytes(domain, statistics, method, threads);
  }

  /**
   * By an exact method, which goes over all graphs for both at once.
   *
   * @param bytes of heap of the posterior without effects
   * @param known scores of families that are known already
   * @param alone computes the posterior without effects
   * @throws RuntimeException what {@code alone} throws
   */
  public Both exact(long bytes, ScoredNodes known, Supplier<Posterior> alone) {
    long start = System.nanoTime();
    Failure failure = refused(bytes);
    if (failure == null) {
      try {
        WithEffects both =
            EffectInference.posteriorWithEffects(
                declaration.domain(),
                statistics,
                declaration.scorePrior(),
                declaration.graphPrior(),
                method,
                threads,
                known,
                pairs);
        Long graphs = both.graphs() == 0 ? null : both.graphs();
        return new Both(
            both.posterior(),
            new FoundEffects(both.effects(), graphs, null, millisSince(start), null));
      } catch (RuntimeException thrown) {
        failure = failure(thrown);
      }
    }
    return new Both(alone.get(), FoundEffects.failed(failure)); // what fails again is its failure
  }

  /**
   * Under the graphs of a sampler.
   *
   * @param bytes of heap of the posterior without effects
   */
  public FoundEffects sampled(long bytes, Sampled sampled) {
    long start = System.nanoTime();
    Failure failure = refused(bytes);
    if (failure != null) {
      return FoundEffects.failed(failure);
    }
    List<Dag> graphs = sampled.graphs();
    boolean converged = sampled.diagnostics().converged();
    try {
      List<Effect> effects =
          Effects.of(
              declaration.domain(),
              statistics,
              prior(sampled.posterior()),
              GraphAdjustments.of(declaration.variables().length, graphs),
              pairs);
      return new FoundEffects(effects, (long) graphs.size(), converged, millisSince(start), null);
    } catch (RuntimeException thrown) {
      return FoundEffects.failed(failure(thrown));
    }
  }

  /** With the scale that the posterior was computed with. */
  private ScorePrior prior(Posterior posterior) {
    ScorePrior declared = declaration.scorePrior();
    return declared.isScaleOpen(declaration.domain())
        ? declared.withScale(posterior.priorScale())
        : declared;
  }

  /** Why they are not computed, whatever they are; null if they can be. */
  private Failure refused(long alone) {
    if (statistics.detail == Detail.FAMILIES) {
      return refused(
          FailureReason.UNSUPPORTED,
          "the samples have so many configurations that only tables of families are left: they have"
              + " a posterior, but no effects");
    }
    long numbers = WantedEffects.numbers(declaration, pairs);
    if (!WantedEffects.fit(numbers)) {
      return refused(
          FailureReason.RECORD_TOO_LARGE,
          "the effects of %,d pairs are %,d numbers, more than a record has room for: name fewer"
                  .formatted(pairs.size(), numbers)
              + " pairs (--effects)");
    }
    long bytes = alone + besides();
    if (alone <= HeapBudget.most() && bytes > HeapBudget.most()) {
      return refused(
          FailureReason.MEMORY,
          "with effects this posterior needs %d MiB of heap, but computations may take %d MiB of"
                  .formatted(bytes >> 20, HeapBudget.most() >> 20)
              + " this JVM's: raise -Xmx");
    }
    return null;
  }

  private static Failure refused(FailureReason reason, String text) {
    return new Failure(reason, text, 0);
  }

  /** What is told; interruption and missing classes are no failures of effects. */
  private Failure failure(RuntimeException thrown) {
    try {
      return Failures.uncounted(
          thrown instanceof DependentVariablesException dependent
              ? NoPosterior.dependent(declaration, dependent)
              : thrown,
          0);
    } catch (RuntimeException passed) {
      throw passed;
    } catch (Exception passed) {
      throw new IllegalStateException(passed);
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }
}
