// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Agreements that differ or make no sense are refused by what is wrong with them. */
class StatisticsAgreementTest {
  private static final List<VariableSet> REGIMES =
      List.of(VariableSet.EMPTY, VariableSet.of(0), VariableSet.of(1));

  private static final StatisticsAgreement TWO =
      StatisticsAgreement.continuous(List.of("a", "b"), REGIMES).withBounds(10, 4);

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  @Test
  void differingAgreementsAreNamedFieldByField() {
    differs(
        StatisticsAgreement.continuous(List.of("a", "c"), REGIMES), "variables [a, b] and [a, c]");
    differs(
        StatisticsAgreement.continuous(List.of("b", "a"), REGIMES),
        "order of variables [a, b] and [b, a]");
    differs(TWO.withBounds(10, 5), "bound of b 4 and 5");
    differs(TWO.withRoom(new Room(8, 1L << 32, 1 << 10)), "words 10 and 8");
    differs(TWO.withRoom(new Room(10, 7, 9)), "maxRows 4294967296 and 7; maxSites 1024 and 9");
    differs(
        StatisticsAgreement.continuous(
                List.of("a", "b"), List.of(VariableSet.EMPTY, VariableSet.of(0, 1)))
            .withBounds(10, 4),
        "regimes [{0}, {1}] and [{0, 1}] besides those of both");
    differs(TWO.withCodebook("a in mg"), "codebook");
    StatisticsAgreement counts = counts(2, 3);
    differs(
        counts,
        "kind of variables Domain(continuous 2) and Domain(categorical [2, 3]); "
            + "words 10 and 2; maxParents 0 and 1");
    refused(
        () -> counts.checkSame(counts(3, 2), "site x"),
        "site x agrees to something else: categories of a 2 and 3; categories of b 3 and 2");
  }

  private static StatisticsAgreement counts(int... categories) {
    return StatisticsAgreement.categorical(
        List.of("a", "b"), Domain.categorical(categories), REGIMES, 1);
  }

  private static void differs(StatisticsAgreement other, String difference) {
    String message = "site x agrees to something else: " + difference;
    if (!difference.startsWith("variables") && !difference.startsWith("order")) {
      refused(() -> TWO.checkSame(other, "site x"), message);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TWO.checkSame(other, "site x"))
          .withMessageStartingWith(message);
    }
    assertThat(other.fingerprint()).isNotEqualTo(TWO.fingerprint());
  }

  @Test
  void theOrderInWhichRegimesAreNamedDoesNotMatter() {
    List<VariableSet> others = new ArrayList<>(REGIMES);
    others.add(VariableSet.EMPTY);
    Collections.reverse(others);
    StatisticsAgreement same =
        StatisticsAgreement.continuous(List.of("a", "b"), others).withBounds(10, 4);
    same.checkSame(TWO, "site x");
    assertThat(same).isEqualTo(TWO);
    assertThat(same.fingerprint()).isEqualTo(TWO.fingerprint());
    assertThat(StatisticsAgreement.singleTargets(2)).isEqualTo(REGIMES);
  }

  @Test
  void agreementsThatMakeNoSense() {
    refused(
        () -> StatisticsAgreement.continuous(List.of("a", "a"), REGIMES),
        "a name is there twice: [a, a]");
    refused(
        () -> StatisticsAgreement.continuous(List.of("a"), REGIMES),
        "regime {1} is not of the 1 variables");
    refused(() -> TWO.withBounds(10), "1 bounds of 2 variables");
    refused(() -> TWO.withBounds(10, 251), "bounds must be -250 to 250: 251");
    refused(
        () -> TWO.withRoom(Room.FOR_COUNTS),
        "sums of continuous variables take at least 6 words, not 2");
    refused(() -> counts(2, 2).withRoom(Room.FOR_SUMS), "counts take one or two words, not 10");
    refused(
        () -> Room.FOR_COUNTS.withWords(1),
        "4294967296 rows of each of 1024 sites cannot be counted in 1 words of 32 bits");
    refused(() -> new Room(6, 0, 3), "maxRows must be 1 to %d: 0".formatted(Long.MAX_VALUE / 3));
    List<VariableSet> regimes = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      regimes.add(VariableSet.of(i));
    }
    List<String> names = regimes.stream().map(VariableSet::toString).toList();
    refused(
        () -> StatisticsAgreement.continuous(names, regimes),
        "200 regimes of 200 variables take 97547200 bytes, of at most 67108864");
  }
}
