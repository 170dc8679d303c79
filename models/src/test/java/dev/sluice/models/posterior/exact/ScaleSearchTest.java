// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static dev.sluice.models.posterior.exact.DependentVariablesTest.byEvidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A scale by evidence against all scales of the grid. Few samples, columns that nearly agree,
 * targets and forbidden edges give the evidence several optima.
 */
class ScaleSearchTest {
  private static final int INPUTS = 400;
  private static final double HALF_DECADE = Math.log(10) / 2;

  @Test
  void noScaleOfTheGridIsBetter() {
    Random random = new Random(31);
    int refused = 0;
    int beyondTheMiddle = 0;
    for (int input = 0; input < INPUTS; input++) {
      int d = 2 + random.nextInt(2);
      Experiment experiment = experiment(random, d);
      ScorePrior prior = byEvidence(d);
      double[] logs = logVariances(experiment, prior);
      double mean = Arrays.stream(logs).average().orElse(0);
      int lowest = -24 - halfDecades(mean - Arrays.stream(logs).min().orElse(0));
      int highest = 24 + halfDecades(Arrays.stream(logs).max().orElse(0) - mean);
      int best = lowest;
      double[] evidence = new double[highest - lowest + 1];
      for (int k = lowest; k <= highest; k++) {
        double scale = prior.priorScale() * Math.exp(mean + k * HALF_DECADE);
        evidence[k - lowest] = posterior(experiment, prior.withScale(scale)).logEvidence();
        best = evidence[k - lowest] > evidence[best - lowest] + 1e-8 ? k : best;
      }
      try {
        Posterior found = posterior(experiment, prior);
        assertThat(best).as("input %d", input).isGreaterThan(lowest);
        assertThat(found.logEvidence())
            .as("input %d, best at %d of %d to %d", input, best, lowest, highest)
            .isCloseTo(evidence[best - lowest], within(1e-7));
        beyondTheMiddle += Math.abs(best) > 6 ? 1 : 0;
      } catch (DependentVariablesException e) {
        assertThat(best).as("input %d", input).isEqualTo(lowest);
        refused++;
      }
    }
    assertThat(refused).isPositive();
    assertThat(beyondTheMiddle).isGreaterThan(INPUTS / 10);
  }

  private static Experiment experiment(Random random, int d) {
    Domain domain = Domain.continuous(d);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    int samples = 3 + random.nextInt(15);
    boolean targeted = random.nextBoolean();
    double difference = Math.pow(10, -8 * random.nextDouble());
    double origin = random.nextInt(3) == 0 ? 1e4 : 0;
    double[] units = new double[d];
    Arrays.setAll(units, i -> Math.pow(10, random.nextInt(-1, 2) + 3 * random.nextInt(2)));
    for (int sample = 0; sample < samples; sample++) {
      double[] row = new double[d];
      double first = origin + random.nextGaussian();
      for (int i = 0; i < d; i++) {
        double value = i == 2 ? random.nextGaussian() : first + difference * random.nextGaussian();
        row[i] = units[i] * (i == 0 ? first : value);
      }
      int target = targeted ? random.nextInt(2 * d) : d;
      VariableSet targets = target < d ? VariableSet.of(target) : VariableSet.EMPTY;
      statistics.observe(domain, row, targets, 1);
    }
    VariableSet[] forbidden = VariableSet.noneOf(d);
    if (random.nextBoolean()) {
      forbidden[1] = VariableSet.of(0);
      forbidden[0] = random.nextBoolean() ? VariableSet.of(1) : VariableSet.EMPTY;
    }
    return new Experiment(
        domain,
        statistics,
        new GraphPrior(GraphPrior.Kind.UNIFORM, 0, VariableSet.noneOf(d), forbidden));
  }

  private static Posterior posterior(Experiment experiment, ScorePrior prior) {
    return Inference.posterior(
        experiment.domain(), experiment.statistics(), prior, experiment.graphPrior());
  }

  private static double[] logVariances(Experiment experiment, ScorePrior prior) {
    return Arrays.stream(experiment.evidence(prior).variances())
        .filter(variance -> variance > 0)
        .map(Math::log)
        .toArray();
  }

  private static int halfDecades(double logs) {
    return (int) Math.ceil(logs / HALF_DECADE - 1e-9);
  }
}
