// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryNeedTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What is allocated but not held at the peak is about as much as what regions may waste. */
  @ParameterizedTest
  @CsvSource({
    "14, false, EXACT",
    "14, true, EXACT",
    "17, false, EXACT",
    "17, false, ORDER_EXACT",
    "17, true, ORDER_EXACT"
  })
  void theNeedIsOfTheOrderOfAllThatIsAllocated(int dimension, boolean categorical, Method method) {
    Domain domain = categorical ? binary(dimension) : Domain.continuous(dimension);
    SufficientStatistics statistics =
        categorical
            ? Fixture.simulate(domain, 200, true, 1)
            : Fixture.simulate(dimension, 200, 1, true, 1);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Posterior posterior =
        Inference.posterior(
            domain,
            statistics,
            ScorePrior.defaults(dimension),
            GraphPrior.uniform(dimension),
            method);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(posterior.edges()).hasDimensions(dimension, dimension);
    assertThat((double) Inference.bytes(domain, statistics, method) / allocated)
        .isBetween(0.5, 1.5);
  }

  @Test
  void needOfTheLargestProblem() {
    Domain domain = Domain.continuous(22);
    long tables = (24L * 22 + 104) << 21;
    assertThat(Inference.bytes(domain, SufficientStatistics.empty(domain)))
        .isEqualTo(2 * tables + (4 << 20));
  }

  /** 80 d + 176 bytes for each parent set of a node, and 4 MiB. */
  @ParameterizedTest
  @CsvSource({"18, 216006656", "19, 448790528", "20, 935329792"})
  void needOfTheLargestOverGraphs(int dimension, long bytes) {
    Domain domain = Domain.continuous(dimension);
    assertThat(Inference.bytes(domain, SufficientStatistics.empty(domain), Method.EXACT))
        .isEqualTo(bytes);
  }

  /** Scratch tables, and for categorical samples records at each level. */
  @Test
  void eachThreadHasScratchOfItsOwn() {
    Domain continuous = Domain.continuous(18);
    SufficientStatistics none = SufficientStatistics.empty(continuous);
    assertThat(Inference.bytes(continuous, none, Method.EXACT, 3))
        .isEqualTo(216006656 + 2 * ((48 << 17) + (4 << 20)));
    assertThat(Inference.bytes(continuous, none, Method.ORDER_EXACT, 2))
        .isEqualTo(Inference.bytes(continuous, none, Method.ORDER_EXACT) + (80 << 17) + (4 << 20));
    Domain domain = binary(18);
    SufficientStatistics one = SufficientStatistics.empty(domain);
    one.observe(domain, new double[18], VariableSet.EMPTY, 1);
    assertThat(Inference.bytes(domain, one, Method.EXACT, 2))
        .isEqualTo(216006656 + (48 << 17) + (4 << 20) + 2 * 16 * 26);
  }

  @ParameterizedTest
  @CsvSource({"7, ENUMERATION, 6", "21, EXACT, 20", "23, ORDER_EXACT, 22"})
  void aMethodThatDoesNotGoSoFarIsRefused(int dimension, Method method, int most) {
    Domain domain = Domain.continuous(dimension);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Inference.bytes(domain, SufficientStatistics.empty(domain), method))
        .withMessage("at most %d variables: %d", most, dimension);
  }

  @Test
  void everySeenConfigurationCounts() {
    Domain domain = binary(20);
    SufficientStatistics statistics = SufficientStatistics.empty(domain);
    long none = Inference.bytes(domain, statistics);
    statistics.observe(domain, new double[20], VariableSet.ofMask(0), 1);
    assertThat(Inference.bytes(domain, statistics) - none).isEqualTo(16 * 28);
    // scored with it and, for the targeted variables, without it
    statistics.observe(domain, new double[20], VariableSet.ofMask(1), 1);
    assertThat(Inference.bytes(domain, statistics) - none).isEqualTo(3 * 16 * 28);
  }

  /** By the most outcomes of one cause; none cost nothing. */
  @Test
  void effectsTakeMore() {
    Domain domain = Domain.continuous(18);
    SufficientStatistics none = SufficientStatistics.empty(domain);
    List<CausePair> wanted = List.of(new CausePair(3, 4), new CausePair(3, 5), new CausePair(1, 4));
    assertThat(EffectInference.bytes(domain, none, Method.EXACT, 1, List.of()))
        .isEqualTo(216006656);
    assertThat(EffectInference.bytes(domain, none, Method.EXACT, 1, wanted))
        .isEqualTo(216006656 + (4 << 20) + ((2L * (64 + 4 * 18 + 2 * 77)) << 17));
  }

  @Test
  void tooManyVariablesAreRefused() {
    Domain domain = Domain.continuous(23);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Inference.bytes(domain, SufficientStatistics.empty(domain)))
        .withMessage("at most 22 variables: 23");
  }

  private static Domain binary(int dimension) {
    int[] categories = new int[dimension];
    Arrays.fill(categories, 2);
    return Domain.categorical(categories);
  }
}
