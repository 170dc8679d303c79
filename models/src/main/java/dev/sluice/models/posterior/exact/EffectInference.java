// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.Effects;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.List;

/** The posterior over graphs together with those of effects, from the same sums. */
public final class EffectInference {
  private EffectInference() {}

  /**
   * What {@link Inference#posterior} gives, to the bit, and the posteriors of some effects. By
   * {@link Method#ENUMERATION} and {@link Method#EXACT} these are of the exact probabilities of
   * parents and descendants; by {@link Method#ORDER_EXACT} of graphs that are drawn.
   *
   * @param threads the calling one among them, from 1 to {@value Team#MAX_THREADS}
   * @param known what {@link Inference#scores} of the same arguments has given; perhaps of some
   *     nodes only
   * @param wanted effects; none cost nothing
   * @throws IllegalArgumentException as {@link Inference#posterior} and {@link Effects#of} do
   * @throws ArithmeticException as they do
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static WithEffects posteriorWithEffects(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      Method method,
      int threads,
      ScoredNodes known,
      List<CausePair> wanted) {
    Inference.checkReach(method, domain.dimension());
    Experiment experiment = new Experiment(domain, statistics, graphPrior);
    Effects.checkWanted(domain, statistics, wanted);
    boolean serves = !scorePrior.isScaleOpen(domain) && known.serve(method);
    try (Team team = new Team(threads)) {
      Evidence evidence = experiment.evidence(scorePrior);
      ScorePrior resolved = experiment.resolve(evidence, scorePrior, method, team);
      ScoredNodes some = serves ? known : ScoredNodes.none();
      LocalScores scores = experiment.score(evidence, resolved, some, team);
      GraphSum sum = Inference.sum(method, scores, team);
      List<Effect> effects = List.of();
      long graphs = 0;
      if (!wanted.isEmpty()) {
        Adjustments adjustments = sum.adjustments();
        effects = Effects.of(domain, statistics, resolved, adjustments, wanted);
        graphs = adjustments.graphs();
      }
      double priorScale = domain.isCategorical() ? Double.NaN : resolved.priorScale();
      Posterior posterior = sum.posterior(priorScale);
      return new WithEffects(posterior, effects, graphs);
    }
  }

  /**
   * About how many bytes of heap {@link #posteriorWithEffects} needs at its peak besides its
   * arguments, on the safe side.
   *
   * @throws IllegalArgumentException if the method is not exact or does not go so far
   */
  public static long bytes(
      Domain domain,
      SufficientStatistics statistics,
      Method method,
      int threads,
      List<CausePair> wanted) {
    long most = Effects.mostOutcomes(wanted);
    long effects = most == 0 ? 0 : MemoryNeed.effectBytes(domain, statistics, method, most);
    return Inference.bytes(domain, statistics, method, threads) + effects;
  }
}
