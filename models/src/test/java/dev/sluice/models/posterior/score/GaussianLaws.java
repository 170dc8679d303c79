// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The laws, with moments as the batch. */
abstract class GaussianLaws extends SufficientStatisticsLaws {
  @Override
  Map<String, Double> batch(List<double[]> values, List<Double> weights) {
    double weight = weights.stream().mapToDouble(Double::doubleValue).sum();
    int d = domain().dimension();
    double[] mean = new double[d];
    for (int n = 0; n < values.size(); n++) {
      for (int i = 0; i < d; i++) {
        mean[i] += weights.get(n) * values.get(n)[i] / weight;
      }
    }
    Map<String, Double> batch = new TreeMap<>();
    batch.put("weight", weight);
    for (int i = 0; i < d; i++) {
      batch.put("mean " + i, mean[i]);
      for (int j = i; j < d; j++) {
        double scatter = 0;
        for (int n = 0; n < values.size(); n++) {
          double[] x = values.get(n);
          scatter += weights.get(n) * (x[i] - mean[i]) * (x[j] - mean[j]);
        }
        batch.put("scatter " + i + " " + j, scatter);
      }
    }
    return batch;
  }

  @Override
  Map<String, Double> read(SufficientStatistics statistics, VariableSet targets) {
    GaussianStatistic statistic = statistics.gaussian.get(targets);
    int d = domain().dimension();
    Map<String, Double> read = new TreeMap<>();
    read.put("weight", statistic.weight());
    ScatterMatrix centred = ScatterMatrix.of(statistic, 0);
    for (int i = 0; i < d; i++) {
      read.put("mean " + i, Moments.mean(statistic, i));
      for (int j = i; j < d; j++) {
        read.put("scatter " + i + " " + j, Moments.scatter(centred, i, j));
      }
    }
    return read;
  }
}
