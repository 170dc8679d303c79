// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.effects;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Cancellation;
import dev.sluice.models.prior.ScorePrior;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;

/**
 * Posteriors of total causal effects, Bayesian IDA: Pensar, Talvitie, Hyttinen and Koivisto 2020
 * (of Maathuis, Kalisch and Bühlmann 2009). The parents S of a cause x in the true graph block all
 * paths that do not begin with an arrow out of x; so the effect of x on a descendant y is what the
 * regression of y on x and S says of x, and on others there is none. The posterior is the mixture
 * over S of the posteriors of these regressions, each of which takes S, x and y alone: what else a
 * graph says of the mechanisms between x and y is not made use of.
 *
 * <p>There must be no latent confounders.
 *
 * <p>Samples are those of all regimes in which nothing but x was set. To set x leaves p(y | x, S)
 * and p(S) as they are; to set another variable may change them, be it one between x and y, y
 * itself or one of S, and whether it does depends on the rest of the graph. So regimes with other
 * targets tell which graphs are likely, but not how large effects are.
 */
public final class Effects {
  private Effects() {}

  /**
   * The posteriors of some effects, in the order in which they are wanted.
   *
   * <p>Means, standard deviations and probabilities are exact given the adjustments, but for
   * rounding, and for sets of parents that are next to impossible (of a probability below 1e-24
   * where variables are continuous, else 1e-13), which are left out. Quantiles are of levels off by
   * at most 1e-6 where variables are continuous; for categorical ones see {@link
   * Effect#distributions}: each mixed posterior is taken for the Beta distribution of its mean and
   * variance, which it is not quite where parents are adjusted for.
   *
   * @param statistics of the samples, not to be changed meanwhile
   * @param scorePrior of the mechanisms, its scale a number
   * @param adjustments what the posterior over graphs says of parents and descendants
   * @throws IllegalArgumentException if the arguments do not fit each other, the scale is yet to be
   *     chosen, a variable is its own cause, or of categorical samples only tables of families are
   *     left
   * @throws DependentVariablesException if what is known of the samples cannot tell variables apart
   *     that are to be adjusted for
   * @throws ArithmeticException if an effect is beyond the range of numbers, or sums of squares are
   * @throws CancellationException if the thread was interrupted
   */
  public static List<Effect> of(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      Adjustments adjustments,
      List<CausePair> wanted) {
    check(domain, statistics, scorePrior, wanted);
    if (adjustments.nodes() != domain.dimension()) {
      throw new IllegalArgumentException(
          "adjustments of %d variables for %d".formatted(adjustments.nodes(), domain.dimension()));
    }
    if (wanted.isEmpty()) {
      return List.of();
    }
    SufficientStatistics current = statistics.upToDate();
    CauseEffects effects =
        domain.isCategorical()
            ? new CategoricalEffects(domain, current, scorePrior)
            : new GaussianEffects(current, scorePrior);
    Map<CausePair, Effect> found = new HashMap<>();
    outcomes(wanted)
        .forEach(
            (cause, outcomes) -> {
              Cancellation.check();
              int[] of = outcomes.stream().mapToInt(outcome -> outcome).toArray();
              for (Effect effect : effects.of(cause, of, adjustments)) {
                found.put(new CausePair(effect.cause(), effect.outcome()), effect);
              }
            });
    return wanted.stream().map(found::get).toList();
  }

  /**
   * Refuses what {@link #of} would, before what takes long.
   *
   * @throws IllegalArgumentException if the arguments do not fit each other
   */
  public static void checkWanted(
      Domain domain, SufficientStatistics statistics, List<CausePair> wanted) {
    LocalScores.checkScorable(domain, statistics);
    for (CausePair pair : wanted) {
      checkVariable(domain, pair.cause());
      checkVariable(domain, pair.outcome());
      if (pair.cause() == pair.outcome()) {
        throw new IllegalArgumentException("variable %d on itself".formatted(pair.cause()));
      }
    }
    if (!wanted.isEmpty() && statistics.detail != Detail.SUFFICIENT) {
      throw new IllegalArgumentException(
          "of the configurations only tables of families are left: there are no effects");
    }
  }

  private static void check(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      List<CausePair> wanted) {
    checkWanted(domain, statistics, wanted);
    if (scorePrior.isScaleOpen(domain)) {
      throw new IllegalArgumentException("the scale must be fixed before");
    }
    if (!domain.isCategorical()) {
      scorePrior.checkDegreesOfFreedom(domain.dimension());
    }
  }

  private static void checkVariable(Domain domain, int variable) {
    if (variable < 0 || variable >= domain.dimension()) {
      throw new IllegalArgumentException(
          "no variable %d among %d".formatted(variable, domain.dimension()));
    }
  }

  /** The most effects that one cause is wanted to have. */
  public static int mostOutcomes(List<CausePair> wanted) {
    return outcomes(wanted).values().stream().mapToInt(NavigableSet::size).max().orElse(0);
  }

  /** By cause, its outcomes: each once. */
  private static NavigableMap<Integer, NavigableSet<Integer>> outcomes(List<CausePair> wanted) {
    NavigableMap<Integer, NavigableSet<Integer>> outcomes = new TreeMap<>();
    for (CausePair pair : wanted) {
      outcomes.computeIfAbsent(pair.cause(), none -> new TreeSet<>()).add(pair.outcome());
    }
    return outcomes;
  }
}
