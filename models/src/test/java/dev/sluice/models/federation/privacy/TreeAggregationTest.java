// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.federation.secure.SiteSecret;
import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TreeAggregationTest {
  private static final SiteSecret SECRET = new SiteSecret(new byte[32], "s");
  private static final NoisyRelease MECHANISM = new NoisyRelease(new Clipping(1, 10), 2, 1);

  @Test
  void theNoiseOfASumIsOfAsManyNodesAsItsLengthHasOnes() {
    TreeAggregation tree = new TreeAggregation("f", 1, 0);
    for (int n = 0; n <= 1025; n++) {
      assertThat(tree.prefixNodes(n)).isEqualTo(Integer.bitCount(n));
      assertThat(tree.prefixNodes(n)).isLessThanOrEqualTo(tree.levels(n));
    }
    assertThat(tree.levels(0)).isZero();
    assertThat(tree.levels(1)).isEqualTo(1);
    assertThat(tree.levels(1000)).isEqualTo(10);
    assertThat(tree.levels(1024)).isEqualTo(11);
    assertThat(tree.prefixNodes(Long.MAX_VALUE)).isEqualTo(63);
  }

  /** In 2000 numbers: one node at 64 and six at 63, where releases by themselves had 64 and 63. */
  @Test
  void itsVarianceIsThatOfTheNodes() {
    TreeAggregation tree = new TreeAggregation("f", 2000, 0);
    double one = MECHANISM.variance().doubleValue();
    for (int n : new int[] {1, 2, 63, 64, 85}) {
      double variance =
          Arrays.stream(tree.prefix(MECHANISM, SECRET, n))
              .mapToDouble(x -> x.doubleValue() * x.doubleValue())
              .average()
              .orElseThrow();
      assertThat(variance / one / Integer.bitCount(n))
          .isCloseTo(1, within(4 * Math.sqrt(2.0 / 2000)));
    }
  }

  @Test
  void incrementsAddUpToTheNoiseOfTheSumWhicheverReleasesAreUsed() {
    for (long period : new long[] {0, 1, 5, 8}) {
      TreeAggregation tree = new TreeAggregation("f", 3, period);
      for (int step = 1; step <= 3; step++) {
        BigInteger[] sum = zeros();
        for (int n = step; n <= 41; n += step) {
          BigInteger[] increment = tree.increment(MECHANISM, SECRET, n - step, n);
          for (int i = 0; i < 3; i++) {
            sum[i] = sum[i].add(increment[i]);
          }
          assertThat(sum).isEqualTo(tree.prefix(MECHANISM, SECRET, n));
        }
      }
    }
  }

  @Test
  void aReplayHasTheSameNoiseAndOthersHaveOther() {
    TreeAggregation tree = new TreeAggregation("f", 3, 0);
    BigInteger[] once = tree.increment(MECHANISM, SECRET, 5, 6);
    assertThat(new TreeAggregation("f", 3, 0).increment(MECHANISM, SECRET, 5, 6)).isEqualTo(once);
    assertThat(new TreeAggregation("g", 3, 0).increment(MECHANISM, SECRET, 5, 6))
        .isNotEqualTo(once);
    assertThat(tree.increment(MECHANISM, new SiteSecret(new byte[32], "t"), 5, 6))
        .isNotEqualTo(once);
    assertThat(tree.prefix(MECHANISM, SECRET, 1)).isNotEqualTo(tree.prefix(MECHANISM, SECRET, 2));
    assertThat(tree.prefix(MECHANISM, SECRET, 0)).isEqualTo(zeros());
    assertThatThrownBy(() -> tree.increment(MECHANISM, SECRET, 6, 6))
        .hasMessage("a release 6 after 6");
  }

  @Test
  void aRestartKeepsTheLevelsAndAddsWholeTrees() {
    TreeAggregation tree = new TreeAggregation("f", 1, 16);
    assertThat(tree.levels(1_000_000)).isEqualTo(5);
    assertThat(tree.levels(3)).isEqualTo(2);
    assertThat(tree.prefixNodes(16)).isEqualTo(1);
    assertThat(tree.prefixNodes(16 * 7 + 5)).isEqualTo(9);
  }

  @Test
  void aUnitPaysForTheNodesItIsIn() {
    TreeAggregation tree = new TreeAggregation("f", 1, 0);
    double rho = ZeroConcentrated.gaussian(ProtectedUnit.EVENT, 2);
    assertThat(tree.rho(ProtectedUnit.EVENT, 2, 1, 1)).isEqualTo(rho);
    assertThat(tree.rho(ProtectedUnit.EVENT, 2, 1000, 1)).isEqualTo(10 * rho);
    assertThat(tree.rho(ProtectedUnit.EVENT, 2, 1000, 0)).isZero();
    assertThat(new TreeAggregation("f", 1, 16).rho(ProtectedUnit.EVENT, 2, 1000, 1))
        .isEqualTo(5 * rho);
    // Three parts: 3 at level 0, 3 times 2 at level 1, 9 at the 8 levels above.
    assertThat(tree.rho(ProtectedUnit.EVENT, 2, 1000, 3)).isEqualTo((3 + 6 + 8 * 9) * rho);
    assertThat(tree.rho(ProtectedUnit.EVENT, 2, 2, 9)).isEqualTo(6 * rho);
    assertThatThrownBy(() -> tree.rho(ProtectedUnit.EVENT, 2, -1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Over all choices of up to m of 16 releases, the dearest costs no more than is paid. */
  @Test
  void noChoiceOfReleasesCostsMoreThanIsPaid() {
    TreeAggregation tree = new TreeAggregation("f", 1, 0);
    double rho = ZeroConcentrated.gaussian(ProtectedUnit.SITE, 1);
    long[] dearest = new long[17];
    for (int choice = 0; choice < 1 << 16; choice++) {
      long squares = 0;
      for (int size = 1; size <= 16; size *= 2) {
        for (int first = 0; first < 16; first += size) {
          long in = Integer.bitCount(choice >> first & ((1 << size) - 1));
          squares += in * in;
        }
      }
      int m = Integer.bitCount(choice);
      dearest[m] = Math.max(dearest[m], squares);
    }
    for (int m = 1; m <= 16; m++) {
      long paid = Math.round(tree.rho(ProtectedUnit.SITE, 1, 16, m) / rho);
      assertThat(paid).isGreaterThanOrEqualTo(dearest[m]);
      if (Integer.bitCount(m) == 1) {
        assertThat(paid).isEqualTo(dearest[m]);
      }
    }
  }

  private static BigInteger[] zeros() {
    return new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO};
  }
}
