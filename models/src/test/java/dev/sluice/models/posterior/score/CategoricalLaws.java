// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The laws, with counts of configurations as the batch. */
abstract class CategoricalLaws extends SufficientStatisticsLaws {
  @Override
  Map<String, Double> batch(List<double[]> values, List<Double> weights) {
    Map<String, Double> batch = new TreeMap<>();
    for (int n = 0; n < values.size(); n++) {
      batch.merge(Arrays.toString(values.get(n)), weights.get(n), Double::sum);
    }
    return batch;
  }

  @Override
  Map<String, Double> read(SufficientStatistics statistics, VariableSet targets) {
    CategoricalStatistic statistic = statistics.categorical.get(targets);
    Map<String, Double> read = new TreeMap<>();
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        double[] values = values(statistic.configurations, slot * statistic.words);
        read.put(Arrays.toString(values), statistic.weight(slot));
      }
    }
    return read;
  }

  /** The values of the configuration whose words begin at {@code at}. */
  abstract double[] values(long[] words, int at);
}
