// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.Evidence;
import dev.sluice.models.posterior.score.LocalScores;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.posterior.threads.Team;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.concurrent.CancellationException;

/**
 * The posterior over graphs, exactly: by a given method, or by the one that the number of variables
 * allows: up to 5 {@link Method#ENUMERATION}, up to 18 {@link Method#EXACT}, up to {@value
 * #MAX_VARIABLES} {@link Method#ORDER_EXACT}.
 */
public final class Inference {
  /** The largest number of variables. */
  public static final int MAX_VARIABLES = MethodChoice.MAX_ORDER_EXACT;

  private static final MethodChoice CHOICE = new MethodChoice(MethodChoice.DEFAULT_EXACT, true);

  /** All graphs of six nodes; of seven there are a thousand million. */
  private static final int MOST_ENUMERATED = 6;

  private Inference() {}

  /**
   * The posterior given the samples behind {@code statistics}; takes equally long however many they
   * are. Ends soon after its thread is interrupted, whose interrupted status it then clears.
   *
   * @throws IllegalArgumentException if there are too many variables, or the arguments do not fit
   *     each other
   * @throws DependentVariablesException if variables are functions of one another, so that the
   *     scale of the prior has no optimum, or is too small for them
   * @throws ArithmeticException if a score is not finite, as with an extreme prior, or rounding
   *     spoils the sums
   * @throws CancellationException if the thread was interrupted
   */
  public static Posterior posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior) {
    return posterior(domain, statistics, scorePrior, graphPrior, method(domain.dimension()));
  }

  /**
   * The same by a given method. {@link Method#EXACT} takes up to {@value MethodChoice#MAX_EXACT}
   * variables and about 2 3^d steps; where the scale of the prior is chosen by evidence some thirty
   * times 3^d more.
   *
   * @throws IllegalArgumentException also if the method is not exact or does not go so far
   */
  public static Posterior posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      Method method) {
    return posterior(domain, statistics, scorePrior, graphPrior, method, 1);
  }

  /** The same by several threads. */
  public static Posterior posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      Method method,
      int threads) {
    return posterior(
        domain, statistics, scorePrior, graphPrior, method, ScoredNodes.none(), threads);
  }

  /**
   * The same by several threads, which begin and end with the computation, and where some scores
   * are known already. The result is the same to the bit whatever is known and however many threads
   * there are.
   *
   * @param known what {@link #scores} of the same arguments has given; perhaps of some nodes only
   * @param threads the calling one among them, from 1 to {@value Team#MAX_THREADS}
   * @throws IllegalArgumentException also if there are not so many
   */
  public static Posterior posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      Method method,
      ScoredNodes known,
      int threads) {
    checkReach(method, domain.dimension());
    Experiment experiment = new Experiment(domain, statistics, graphPrior);
    boolean serves = !scorePrior.isScaleOpen(domain) && known.serve(method);
    try (Team team = new Team(threads)) {
      return posterior(experiment, scorePrior, method, serves ? known : ScoredNodes.none(), team);
    }
  }

  /**
   * The scores of all parent sets, with which {@link #posterior} begins, of the nodes of one of
   * several slices: nodes that are scored on the same samples are in one. Of none where the scale
   * of the prior is chosen by evidence, which takes the sum over graphs. Ends soon after its thread
   * is interrupted.
   *
   * @param slice from 0 to {@code slices} - 1, which together have all nodes
   * @throws IllegalArgumentException if the method is not exact or does not go so far, or the
   *     arguments do not fit each other
   * @throws DependentVariablesException if variables cannot be told apart at the prior's scale
   * @throws ArithmeticException if a score is not finite
   * @throws CancellationException if the thread was interrupted
   */
  public static ScoredNodes scores(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      Method method,
      int slice,
      int slices) {
    checkReach(method, domain.dimension());
    Experiment experiment = new Experiment(domain, statistics, graphPrior);
    return scorePrior.isScaleOpen(domain)
        ? ScoredNodes.none()
        : experiment.score(scorePrior, method, slice, slices);
  }

  /**
   * About how many bytes of heap {@link #posterior} needs at its peak besides its arguments, on the
   * safe side; for the largest numbers of variables 48 d 2^(d-1) and some. Takes no time. One
   * thread.
   *
   * @throws IllegalArgumentException if there are too many variables, or the statistics are of
   *     another number
   */
  public static long bytes(Domain domain, SufficientStatistics statistics) {
    return bytes(domain, statistics, method(domain.dimension()));
  }

  /**
   * The same by a given method; with {@link Method#EXACT} 80 d 2^(d-1) and some.
   *
   * @throws IllegalArgumentException also if the method is not exact or does not go so far
   */
  public static long bytes(Domain domain, SufficientStatistics statistics, Method method) {
    return bytes(domain, statistics, method, 1);
  }

  /**
   * The same by several threads: each of them adds up to 80 2^(d-1) and some, and what categorical
   * samples take.
   *
   * @param threads from 1 to {@value Team#MAX_THREADS}
   */
  public static long bytes(
      Domain domain, SufficientStatistics statistics, Method method, int threads) {
    checkReach(method, domain.dimension());
    return MemoryNeed.bytes(domain, statistics, method, threads);
  }

  /** About how many bytes of heap {@link #scores} needs at its peak besides its arguments. */
  public static long scoreBytes(Domain domain, SufficientStatistics statistics, int slices) {
    return MemoryNeed.scoreBytes(domain, statistics, slices);
  }

  /** The posterior by a given method. */
  static Posterior posterior(Experiment experiment, ScorePrior scorePrior, Method method) {
    return posterior(experiment, scorePrior, method, ScoredNodes.none(), Team.alone());
  }

  private static Posterior posterior(
      Experiment experiment, ScorePrior scorePrior, Method method, ScoredNodes known, Team team) {
    Evidence evidence = experiment.evidence(scorePrior);
    ScorePrior resolved = experiment.resolve(evidence, scorePrior, method, team);
    double priorScale = experiment.domain().isCategorical() ? Double.NaN : resolved.priorScale();
    LocalScores scores = experiment.score(evidence, resolved, known, team);
    return sum(method, scores, team).posterior(priorScale);
  }

  /** The sum over graphs by a given method. */
  static GraphSum sum(Method method, LocalScores scores, Team team) {
    return switch (method) {
      case ENUMERATION -> new Enumeration(scores);
      case EXACT -> new StructureModularSum(scores, team);
      case ORDER_EXACT -> new OrderModularSum(scores, team);
      case MCMC, VCN -> throw new IllegalArgumentException("no exact method: " + method);
    };
  }

  /** The method for a number of variables. */
  static Method method(int dimension) {
    checkAtMost(MAX_VARIABLES, dimension);
    return CHOICE.of(dimension);
  }

  static void checkReach(Method method, int dimension) {
    checkAtMost(
        switch (method) {
          case ENUMERATION -> MOST_ENUMERATED;
          case EXACT -> MethodChoice.MAX_EXACT;
          case ORDER_EXACT -> MethodChoice.MAX_ORDER_EXACT;
          case MCMC, VCN -> throw new IllegalArgumentException("no exact method: " + method);
        },
        dimension);
  }

  private static void checkAtMost(int most, int dimension) {
    if (dimension > most) {
      throw new IllegalArgumentException("at most %d variables: %d".formatted(most, dimension));
    }
  }
}
