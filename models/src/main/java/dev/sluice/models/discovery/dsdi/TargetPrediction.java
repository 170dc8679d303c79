// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import dev.sluice.models.discovery.GraphLosses;
import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.Rows;
import dev.sluice.models.random.CounterRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which variable was intervened on: that of which draws are better foretold by a law of its own
 * than by the networks, which know observations alone, under graphs drawn from the beliefs.
 *
 * <p>The authors take the variable of the largest loss, which a coin toss always has, whether it
 * was intervened on or not. Here the losses of all draws together are weighed against {@link
 * OwnLaw}, as in a test of hypotheses: each variable is the target, or none, equally likely before.
 * What a law of its own is better at on observations too, because a network is not right yet, does
 * not count. So few draws, or an intervention that changes next to nothing, leave the target open.
 */
final class TargetPrediction {
  private static final double ERRORS = 2;

  private final int n;
  private final DsdiSettings settings;
  private final GraphLosses losses;
  private final GraphSample sample;
  private final long seed;

  /** By intervention with unknown targets: draws that are judged, and observations beside them. */
  private final int[] counts;

  private final int[] observed;

  /** By intervention and variable, see {@link OwnLaw}. */
  private final double[][] own;

  private final double[][] ownObserved;

  TargetPrediction(
      TrainingData data, DsdiSettings settings, GraphLosses losses, GraphSample sample, long seed) {
    n = data.domain().dimension();
    this.settings = settings;
    this.losses = losses;
    this.sample = sample;
    this.seed = seed;
    List<Regime> regimes = data.interventions();
    counts = new int[regimes.size()];
    observed = new int[regimes.size()];
    own = new double[regimes.size()][];
    ownObserved = new double[regimes.size()][];
    int most = most(data.observations().length);
    for (Regime regime : regimes) {
      most = Math.max(most, most(regime.draws().length));
    }
    OwnLaw laws = new OwnLaw(data.domain().categories(), most);
    for (int r = 0; r < counts.length; r++) {
      if (regimes.get(r).targets() == null) {
        counts[r] = most(regimes.get(r).draws().length);
        int beside = Math.max(settings.batch(), 2 * counts[r]);
        observed[r] = Math.min(most(data.observations().length), beside);
        own[r] = laws.logProbabilities(regimes.get(r).draws(), counts[r]);
        ownObserved[r] = laws.logProbabilities(data.observations(), observed[r]);
      }
    }
  }

  private int most(int draws) {
    return (int) Math.min(draws, (long) settings.predictionBatches() * settings.batch());
  }

  /**
   * Predicts. The sample believes what is believed.
   *
   * @param r number of an intervention with unknown targets
   * @param rows its draws
   * @param observations all of them
   * @param step number of this step, which the graphs depend on
   * @return by variable, the probability that it is the target; what is left to 1 is that of none
   */
  double[] predict(float[] weights, int r, Rows rows, Rows observations, long step) {
    double[] ofDraws = means(weights, rows, counts[r], step);
    double[] ofObserved = means(weights, observations, observed[r], step);
    double[] logOdds = new double[n];
    double most = 0;
    for (int j = 0; j < n; j++) {
      double misfit = misfit(ofObserved[j] + ownObserved[r][j] / observed[r], r);
      logOdds[j] = counts[r] * (ofDraws[j] - misfit) + own[r][j];
      most = Math.max(most, logOdds[j]);
    }
    double sum = StrictMath.exp(-most);
    for (int j = 0; j < n; j++) {
      logOdds[j] = StrictMath.exp(logOdds[j] - most);
      sum += logOdds[j];
    }
    double total = sum;
    return Arrays.stream(logOdds).map(odds -> odds / total).toArray();
  }

  /**
   * How much worse than a law of its own a network may be on the draws of an intervention on other
   * variables: what it is on observations, and two standard errors of the difference. The variance
   * of a logarithm of a likelihood ratio is near twice its mean, where that is small.
   */
  private double misfit(double onObservations, int r) {
    double mean = Math.max(0, onObservations);
    return mean + ERRORS * Math.sqrt(2 * mean * (1.0 / counts[r] + 1.0 / observed[r]));
  }

  /** The variable that is the most likely target; none if that is more likely still. */
  static VariableSet mostLikely(double[] probabilities) {
    int target = 0;
    double none = 1;
    for (int j = 0; j < probabilities.length; j++) {
      target = probabilities[j] > probabilities[target] ? j : target;
      none -= probabilities[j];
    }
    return probabilities[target] > none ? VariableSet.of(target) : VariableSet.EMPTY;
  }

  private double[] means(float[] weights, Rows rows, int count, long step) {
    int size = settings.batch();
    int graphs = settings.predictionGraphs();
    double[] means = new double[n];
    for (int from = 0; from < count; from += size) {
      int[] draws = IntStream.range(from, Math.min(count, from + size)).toArray();
      sample.draw(graphs, CounterRandom.of(seed, "prediction graphs", step, from / size));
      double[][] ofGraphs = losses.of(sample, graphs, weights, rows, draws, VariableSet.EMPTY);
      for (int k = 0; k < graphs; k++) {
        for (int j = 0; j < n; j++) {
          means[j] += ofGraphs[k][j] * draws.length / ((double) count * graphs);
        }
      }
    }
    return means;
  }
}
