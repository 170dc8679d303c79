// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CategoricalStatisticTest extends CategoricalLaws {
  @Override
  Domain domain() {
    return Domain.categorical(2, 3, 2);
  }

  @Override
  double[] draw(Random random) {
    return new double[] {random.nextInt(2), random.nextInt(3), random.nextInt(2)};
  }

  @Override
  double[] values(long[] words, int at) {
    long packed = words[at]; // 1, 2 and 1 bits
    return new double[] {packed & 1, packed >>> 1 & 3, packed >>> 3};
  }

  @Test
  void theTableGrowsWithTheConfigurationsSeen() {
    CategoricalStatistic statistic = CategoricalStatistic.empty(1);
    Map<Long, Double> expected = new HashMap<>();
    Random random = new Random(3);
    for (int n = 0; n < 20_000; n++) {
      long configuration = (long) random.nextInt(3000) << 40;
      statistic.observe(new long[] {configuration});
      expected.merge(configuration, 1.0, Double::sum);
    }
    assertThat(statistic.size).isEqualTo(expected.size());
    assertThat(statistic.slots()).isEqualTo(8192);
    Map<Long, Double> actual = new HashMap<>();
    for (int slot = 0; slot < statistic.slots(); slot++) {
      if (!statistic.isFree(slot)) {
        actual.put(statistic.configurations[slot], statistic.weight(slot));
      }
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void longForgettingNeitherOverflowsNorKeepsWhatIsGone() {
    Domain domain = Domain.categorical(3, 2);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    statistics.observe(domain, new double[] {2, 1}, VariableSet.ofMask(0), 1);
    for (int n = 0; n < 5000; n++) {
      statistics.observe(domain, new double[] {n % 2, 0}, VariableSet.ofMask(0), 0.5);
    }
    CategoricalStatistic statistic = statistics.categorical.get(VariableSet.EMPTY);
    assertThat(statistic.size).isEqualTo(2);
    double total = 0;
    for (int slot = 0; slot < statistic.slots(); slot++) {
      total += statistic.weight(slot);
    }
    assertThat(total).isCloseTo(2, within(1e-12)); // 1 + 1/2 + 1/4 + ...
    assertThat(statistics.observed()).isEqualTo(5001);
  }
}
