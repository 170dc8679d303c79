// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.family.FamilyScores;
import dev.sluice.models.posterior.mcmc.Families;
import dev.sluice.models.posterior.mcmc.ScaleChoice;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;

/**
 * Variational causal networks (Annadani et al., arXiv 2106.07635): the posterior over graphs as
 * approximated by a network that draws graphs, trained for these data alone.
 *
 * <p>What differs from the paper. The prior of the mechanisms is whatever is given, with mean 0:
 * the authors' code has 2 for the mean, and degrees of freedom 10 of up to four variables and 1000
 * of more, which no data of theirs can move; the degrees of freedom can be given, the mean cannot.
 * The prior over graphs comes to the paper's own, {@link VcnSettings#edgePenalty} and cycles; edges
 * that are certain under it are not drawn. A node is scored on the samples in which it was no
 * target (Cooper and Yoo 1999). An LSTM has one bias, where the library of the authors' code has
 * the sum of two.
 */
public final class Vcn {
  /** The most variables: of the largest graphs that the paper has times for. */
  public static final int MAX_VARIABLES = 50;

  /** Of all graphs of {@value GibbsComparison#MAX_NODES} nodes. */
  private static final int ENUMERATED_PREFIXES = 1 << 12;

  /** What the layers keep, 11 KB, a quarter more for room to grow. */
  private static final long BYTES_PER_PREFIX = 14_000;

  /** The most whose subsets are scored at once, to choose the scale of the prior. */
  private static final int CANDIDATES = 9;

  private Vcn() {}

  /**
   * The posterior given the samples behind {@code statistics}. Ends soon after its thread is
   * interrupted, whose interrupted status it then clears.
   *
   * @throws IllegalArgumentException if there are too many variables, or the arguments do not fit
   *     each other
   * @throws dev.sluice.models.posterior.score.DependentVariablesException if variables cannot be
   *     told apart at the prior's scale
   * @throws ArithmeticException if a score is not finite, or the training leaves all bounds
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static VcnResult posterior(
      Domain domain,
      SufficientStatistics statistics,
      ScorePrior scorePrior,
      GraphPrior graphPrior,
      VcnSettings settings) {
    if (domain.dimension() > MAX_VARIABLES) {
      throw new IllegalArgumentException(
          "at most %d variables: %d".formatted(MAX_VARIABLES, domain.dimension()));
    }
    ScorePrior scaled = ScaleChoice.of(domain, statistics, scorePrior, graphPrior);
    FamilyScores scores = Families.of(domain, statistics, scaled, graphPrior);
    double priorScale = domain.isCategorical() ? Double.NaN : scaled.priorScale();
    Entries entries = new Entries(graphPrior);
    Gibbs gibbs = new Gibbs(scores, settings.edgePenalty(), settings.acyclicity());
    EdgeNetwork network =
        settings.factorised() ? new FactorisedNetwork(entries.size()) : new LstmNetwork();
    Training training = new Training(entries, network, gibbs, settings);
    training.run();
    double weight = Training.acyclicityWeight(settings.steps(), settings);
    PrefixTree tree = new PrefixTree(entries, network);
    Drawn drawn = new Drawn(entries, gibbs, weight);
    drawn.draw(tree, settings.seed(), settings.drawn(), Training.atOnce(entries));
    GibbsComparison comparison =
        entries.nodes() <= GibbsComparison.MAX_NODES ? Comparison.of(tree, gibbs, weight) : null;
    return new VcnResult(drawn.posterior(priorScale), drawn.diagnostics(settings, comparison));
  }

  /**
   * About how many bytes of heap {@link #posterior} needs at its peak besides its arguments, on the
   * safe side: for each prefix of the graphs that are in memory at once 14 KB, 115 MB at the most,
   * and the scores.
   */
  public static long bytes(Domain domain, SufficientStatistics statistics, VcnSettings settings) {
    Entries entries = new Entries(GraphPrior.uniform(domain.dimension()));
    long graphs = Math.min(Training.atOnce(entries), Math.max(settings.graphs(), settings.drawn()));
    long prefixes = Math.max(ENUMERATED_PREFIXES, graphs * entries.size());
    return prefixes * BYTES_PER_PREFIX + Families.bytes(domain, statistics, CANDIDATES);
  }
}
