// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.effects.Effect;
import dev.sluice.models.posterior.effects.EffectSummary;
import dev.sluice.models.posterior.exact.EffectInference;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often intervals of 95 % hold the effects of 500 systems that are drawn from the prior. */
class EffectCoverageTest {
  private static final int D = 4;
  private static final int TRUTHS = 500;
  private static final ScorePrior PRIOR = ScorePrior.defaults(D);
  private static final GraphPrior GRAPHS = GraphPrior.uniform(D);

  /** So many intervals, so many of which hold the truth. */
  private static final class Tally {
    private int all;
    private int held;

    void add(EffectSummary found, double truth) {
      all++;
      double[] quantiles = found.quantiles();
      held += quantiles[0] <= truth && truth <= quantiles[quantiles.length - 1] ? 1 : 0;
    }

    double share() {
      return (double) held / all;
    }
  }

  private final Tally absent = new Tally();
  private final Tally present = new Tally();

  /** Of all effects: how many are on descendants; and the mean of what was believed of that. */
  private double believed;

  private void study(Domain domain, int observations, int interventions) {
    GraphDraws graphs = GraphDraws.exact(GRAPHS, 11);
    for (int number = 0; number < TRUTHS; number++) {
      Dag graph = graphs.draw(number);
      PriorDraw system = PriorDraw.of(domain, graph, PRIOR, number);
      SufficientStatistics statistics = SufficientStatistics.empty(domain);
      int index = 0;
      for (int i = 0; i < observations; i++) {
        observe(domain, system, VariableSet.EMPTY, index++, statistics);
      }
      for (int i = 0; i < interventions * D; i++) {
        observe(domain, system, VariableSet.of(i % D), index++, statistics);
      }
      List<Effect> effects =
          EffectInference.posteriorWithEffects(
                  domain,
                  statistics,
                  PRIOR,
                  GRAPHS,
                  Method.ENUMERATION,
                  1,
                  ScoredNodes.none(),
                  pairs())
              .effects();
      for (Effect effect : effects) {
        boolean reached = graph.ancestors()[effect.cause()][effect.outcome()];
        believed += effect.probabilityOfNone();
        Tally tally = reached ? present : absent;
        if (domain.isCategorical()) {
          addDistributions(domain, system, effect, tally);
        } else {
          tally.add(effect.slope(), slope(system, effect.cause(), effect.outcome()));
        }
      }
    }
  }

  private static void observe(
      Domain domain,
      PriorDraw system,
      VariableSet targets,
      int index,
      SufficientStatistics statistics) {
    statistics.observe(domain, system.sample(targets, index), targets, 1);
  }

  private static List<CausePair> pairs() {
    List<CausePair> pairs = new ArrayList<>();
    for (int pair = 0; pair < D * D; pair++) {
      if (pair / D != pair % D) {
        pairs.add(new CausePair(pair / D, pair % D));
      }
    }
    return pairs;
  }

  /** The sum over directed paths of the products of their coefficients. */
  private static double slope(PriorDraw system, int cause, int outcome) {
    Dag graph = system.graph();
    double[] moved = new double[D];
    moved[cause] = 1;
    for (int node : graph.topologicalOrder()) {
      if (node != cause) {
        for (int parent : graph.parents(node).members()) {
          moved[node] += moved[parent] * system.coefficient(parent, node);
        }
      }
    }
    return moved[outcome];
  }

  /** By the truncated factorisation. */
  private static void addDistributions(
      Domain domain, PriorDraw system, Effect effect, Tally tally) {
    int[] categories = domain.categories();
    double[][] truth = new double[categories[effect.cause()]][categories[effect.outcome()]];
    int all = Domain.configurations((1L << D) - 1, categories);
    for (int code = 0; code < all; code++) {
      double[] values = new double[D];
      int rest = code;
      for (int node = 0; node < D; node++) {
        values[node] = rest % categories[node];
        rest /= categories[node];
      }
      double product = 1;
      for (int node = 0; node < D; node++) {
        product *= node == effect.cause() ? 1 : system.probability(node, values);
      }
      truth[(int) values[effect.cause()]][(int) values[effect.outcome()]] += product;
    }
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < truth[i].length; j++) {
        tally.add(effect.distributions()[i][j], truth[i][j]);
      }
    }
  }

  private double coverage() {
    return (double) (absent.held + present.held) / (absent.all + present.all);
  }

  /** How many of the effects are none is what the posteriors say it is. */
  private void checkAtoms() {
    double none = (double) absent.all / (absent.all + present.all);
    assertThat(none).isCloseTo(0.616, within(0.001));
    assertThat(believed / (TRUTHS * D * (D - 1))).isCloseTo(none, within(0.01));
  }

  /** An interval that holds 0 where there is no effect holds all of the atom: hence .96. */
  @Test
  void ofSlopes() {
    study(Domain.continuous(D), 20, 0);
    checkAtoms();
    assertThat(coverage()).isBetween(0.95, 0.97);
    assertThat(absent.share()).isGreaterThan(0.995);
    assertThat(present.share()).isGreaterThan(0.88);
  }

  @Test
  void ofSlopesWithInterventions() {
    study(Domain.continuous(D), 15, 5);
    checkAtoms();
    assertThat(coverage()).isBetween(0.95, 0.98);
    assertThat(absent.share()).isGreaterThan(0.995);
    assertThat(present.share()).isGreaterThan(0.90);
  }

  /** There is no atom: who is no descendant has a distribution of its own. */
  @Test
  void ofDistributions() {
    study(Domain.categorical(2, 3, 2, 2), 30, 5);
    assertThat(coverage()).isBetween(0.94, 0.97);
    assertThat(absent.share()).isGreaterThan(0.95);
    assertThat(present.share()).isGreaterThan(0.92);
  }
}
