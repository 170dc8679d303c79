// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.federation.RingVector;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole protocol: the sum is the plain sum, bit by bit, whoever drops out and when. */
final class SecureSumTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void theSumIsThePlainSum(int words) {
    SecureSum sum = new SecureSum(4, 3, words, 17);
    assertThat(sum.run(3, Set.of(), Set.of(), Set.of()).values())
        .isEqualTo(sum.plain(Set.of()).values());
  }

  @ParameterizedTest
  @CsvSource({
    "s0, '', ''",
    "'', s0, ''",
    "'', '', s0",
    "s1, s3, s4",
    "'', 's0 s4', ''",
    "'', '', 's1 s2'",
    "'s2 s3', '', ''"
  })
  void whoDropsOutBeforeTheUpdateIsNotInTheSum(String shares, String updates, String reveals) {
    SecureSum sum = new SecureSum(7, 3, 2, 9);
    Set<String> without = set(shares);
    RingVector result = sum.run(4, set(shares), set(updates), set(reveals));
    without.addAll(set(updates));
    assertThat(result.values()).isEqualTo(sum.plain(without).values());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void anyThresholdOfSurvivorsIsEnoughAndFewerAreNot(int revealing) {
    for (int subset = 0; subset < 1 << 5; subset++) {
      if (Integer.bitCount(subset) != revealing) {
        continue;
      }
      Set<String> silent = new TreeSet<>();
      for (int i = 0; i < 5; i++) {
        if ((subset >> i & 1) == 0) {
          silent.add("s" + i);
        }
      }
      SecureSum sum = new SecureSum(5, 2, 1, 3);
      if (revealing >= 3) {
        assertThat(sum.run(3, Set.of(), Set.of(), silent).values())
            .isEqualTo(sum.plain(Set.of()).values());
      } else {
        assertThatThrownBy(() -> sum.run(3, Set.of(), Set.of(), silent))
            .isInstanceOf(RefusalException.class)
            .hasMessage("2 of 5 survivors revealed their shares; the threshold is 3");
      }
    }
  }

  @Test
  void tooFewMembersOrSurvivorsMakeNoSum() {
    assertThatThrownBy(() -> new SecureSum(5, 2, 1, 3).run(3, set("s0 s1 s2"), Set.of(), Set.of()))
        .isInstanceOf(RefusalException.class)
        .hasMessage("2 members; 3 are the fewest");
    assertThatThrownBy(() -> new SecureSum(5, 4, 1, 3).run(3, Set.of(), set("s0 s1"), Set.of()))
        .isInstanceOf(RefusalException.class)
        .hasMessage("3 survivors; 4 are the fewest");
    assertThatThrownBy(() -> new SecureSum(2, 3, 1, 3).run(2, Set.of(), Set.of(), Set.of()))
        .isInstanceOf(RefusalException.class)
        .hasMessage("2 members; 3 are the fewest");
  }

  @Test
  void theOrderOfArrivalDoesNotMatterAndAReplaySaysTheSameBytes() {
    SecureSum first = new SecureSum(5, 3, 2, 9);
    SecureSum second = new SecureSum(5, 3, 2, 9).shuffled(99);
    Set<String> late = Set.of("s3");
    RingVector sum = first.run(3, Set.of(), late, Set.of());
    assertThat(second.run(3, Set.of(), late, Set.of()).values()).isEqualTo(sum.values());
    RoundState a = first.round().state();
    RoundState b = second.round().state();
    assertThat(a).usingRecursiveComparison().isEqualTo(b);
    assertThat(first.sites).usingRecursiveComparison().isEqualTo(second.sites);
    for (String site : a.survivors()) {
      assertThat(first.update(site)).usingRecursiveComparison().isEqualTo(second.update(site));
      assertThat(first.site(site).reveal(a.survivors()))
          .usingRecursiveComparison()
          .isEqualTo(first.site(site).reveal(a.survivors()));
    }
  }

  /** Names whose order by UTF-16, by code points and by bytes are different ones. */
  @Test
  void namesMayBeOfAnyScript() {
    List<String> names =
        List.of("Köln", "Ko\u0308ln", "北京", "\ud83c\udfe5", "\uff5e", "ward 7 \"b\"");
    SecureSum sum = new SecureSum(names, 3, 1, 5);
    RingVector result = sum.run(4, Set.of("北京"), Set.of("\ud83c\udfe5"), Set.of());
    assertThat(result.values()).isEqualTo(sum.plain(Set.of("北京", "\ud83c\udfe5")).values());
    assertThatThrownBy(() -> new SiteSecret(new byte[32], "\ud83c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noNumbersAndTheLeastAndGreatestNumbersAreNumbers() {
    SecureSum none = new SecureSum(3, 2, 1, 0);
    assertThat(none.run(2, Set.of(), Set.of(), Set.of()).length()).isZero();
    SecureSum sum = new SecureSum(3, 2, 2, 1);
    BigInteger most = BigInteger.ONE.shiftLeft(61);
    sum.vectors.put("s0", RingVector.of(2, most));
    sum.vectors.put("s1", RingVector.of(2, most.negate().multiply(BigInteger.TWO)));
    sum.vectors.put("s2", RingVector.of(2, BigInteger.ONE));
    assertThat(sum.run(2, Set.of(), Set.of(), Set.of()).signed(0))
        .isEqualTo(BigInteger.ONE.subtract(most));
  }

  @Test
  void ofManySitesThereAreMoreSharesThanASecretHasBytes() {
    SecureSum sum = new SecureSum(36, 3, 1, 2);
    assertThat(sum.run(19, set("s30"), set("s1 s2"), set("s3 s35")).values())
        .isEqualTo(sum.plain(set("s30 s1 s2")).values());
  }

  /** Ten sites of 20 variables: weighted changes of both logits, and weights, off the diagonal. */
  @Test
  void aRoundOfTenSitesTakesKilobytesAndNotMinutes() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    SecureSum sum = new SecureSum(10, 3, 1, 3 * 20 * 19);
    RingVector result = sum.run(6, Set.of("s1"), Set.of("s2"), Set.of("s3"));
    double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    assertThat(result.values()).isEqualTo(sum.plain(Set.of("s1", "s2")).values());
    RoundState state = sum.round().state();
    assertThat(state.updates()[0].vector().values().length * Integer.BYTES).isEqualTo(4560);
    assertThat(state.shares())
        .hasSize(9 * 9)
        .allSatisfy(shares -> assertThat(shares.ciphertext()).hasSize(80));
    assertThat(seconds).isLessThan(20);
  }

  private static Set<String> set(String names) {
    Set<String> set = new TreeSet<>(Arrays.asList(names.split(" ")));
    set.remove("");
    return set;
  }
}
