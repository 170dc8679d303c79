// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.Sites.Row;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.math.BigInteger;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Sites do not send what was not agreed on, and no sum is read that is not one of such sites. */
class RefusalsTest {
  private static final List<VariableSet> REGIMES =
      List.of(VariableSet.EMPTY, VariableSet.of(0), VariableSet.of(1));

  private static final StatisticsAgreement TWO =
      StatisticsAgreement.continuous(List.of("a", "b"), REGIMES).withBounds(10, 4);

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }

  private static Row row(double a, double b, int... targets) {
    return new Row(new double[] {a, b}, VariableSet.of(targets));
  }

  private static StatisticsAgreement counts(int... categories) {
    return StatisticsAgreement.categorical(
        List.of("a", "b"), Domain.categorical(categories), REGIMES, 1);
  }

  @Test
  void rowsThatWereNotAgreedOn() {
    refused(
        () -> Sites.vector(TWO, List.of(row(1, 1, 0, 1))),
        "regime {0, 1} is not among those agreed on");
    refused(
        () -> Sites.vector(TWO, List.of(row(1, 16.5, 0))),
        "regime {0}: the root mean square 16.5 of b is beyond the agreed bound 2^4");
    Sites.vector(TWO, List.of(row(-1024, 16)));
    refused(
        () ->
            Sites.vector(
                TWO.withRoom(new Room(10, 2, 3)), List.of(row(1, 1), row(1, 2), row(1, 1, 0))),
        "3 rows; agreed are at most 2");
    assertThat(StatisticsAgreement.boundOf(1024)).isEqualTo(10);
    assertThat(StatisticsAgreement.boundOf(1025)).isEqualTo(11);
    assertThat(StatisticsAgreement.boundOf(0.3)).isEqualTo(-1);
  }

  @Test
  void sumsThatAreNoNumbers() {
    refused(
        () -> Sites.vector(TWO, List.of(row(1, 1e200, 0))), "regime {0}: sums of b are not finite");
    SufficientStatistics statistics = Sites.statistics(TWO.domain(), List.of(row(1, 1)));
    statistics.gaussian.get(VariableSet.EMPTY).low[3] = Double.NaN;
    refused(() -> contribution(TWO, statistics), "regime {}: sums of a are not finite");
  }

  @Test
  void whatIsForgotten() {
    SufficientStatistics statistics = SufficientStatistics.empty(TWO.domain());
    statistics.observe(TWO.domain(), new double[2], VariableSet.EMPTY, 0.99);
    refused(
        () -> contribution(TWO, statistics),
        "statistics that forget cannot be added up: what a row still weighs depends on how many"
            + " came after it at all sites");
    SufficientStatistics halved = Sites.statistics(TWO.domain(), List.of(row(1, 1)));
    halved.gaussian.get(VariableSet.EMPTY).high[0] = 0.5;
    refused(() -> contribution(TWO, halved), "regime {}: 1 rows do not weigh as many");
    Domain domain = counts(2, 2).domain();
    SufficientStatistics half = Sites.statistics(domain, List.of(row(1, 1)));
    half.categorical.get(VariableSet.EMPTY).unit = 0.5;
    refused(() -> contribution(counts(2, 2), half), "regime {}: 1 rows do not weigh as many");
  }

  private static Contribution contribution(
      StatisticsAgreement agreement, SufficientStatistics statistics) {
    SufficientStatistics none = SufficientStatistics.empty(agreement.domain());
    return StatisticSums.contribution(agreement, statistics, none, Sites.ALL);
  }

  @Test
  void statisticsOfOtherVariables() {
    SufficientStatistics three = SufficientStatistics.empty(Domain.continuous(3));
    refused(() -> contribution(TWO, three), "statistics of 3 variables, not of 2");
    SufficientStatistics sums = Sites.statistics(TWO.domain(), List.of(row(1, 1)));
    refused(
        () -> contribution(counts(2, 3), sums),
        "statistics of another kind than the Domain(categorical [2, 3])");
  }

  @Test
  void sumsOfSitesThatDidNotAgree() {
    String message =
        "no sum of 1 to 1024 sites that agreed to this: one agreed to something else, or masks are"
            + " left";
    RingVector one = Sites.vector(TWO, List.of(row(1, 1)));
    RingVector other = Sites.vector(TWO.withBounds(11, 4), List.of(row(1, 1)));
    refused(() -> StatisticSums.pooled(TWO, one.plus(other)), message);
    RingVector unmasked = Sites.masked(List.of(one, one)).get(0);
    refused(() -> StatisticSums.pooled(TWO, unmasked), message);
    refused(() -> StatisticSums.pooled(TWO, one.minus(one)), message);
    StatisticsAgreement single = TWO.withRoom(new Room(10, 10, 1));
    RingVector twice = Sites.vector(single, List.of(row(1, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StatisticSums.pooled(single, twice.plus(twice)));
    refused(
        () -> StatisticSums.pooled(TWO, RingVector.zero(10, 3)),
        "3 numbers of 10 words; agreed are 20 of 10");
    for (StatisticsAgreement agreement :
        List.of(counts(2, 2), counts(2, 2).withRoom(new Room(1, 9, 9)))) {
      RingVector counted = Sites.vector(agreement, List.of(row(1, 1)));
      RingVector differing = Sites.vector(agreement.withCodebook("1 is yes"), List.of(row(1, 1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StatisticSums.pooled(agreement, counted.plus(differing)));
    }
  }

  /** Whatever number of a sum is not what it was, with a seal that holds. */
  @Test
  void sumsThatWereChanged() {
    RingVector sum = Sites.vector(TWO, List.of(row(1, 1), row(3, 2, 0)));
    BigInteger far = BigInteger.ONE.shiftLeft(310);
    for (int number = 2; number < sum.length(); number++) {
      RingVector changed = with(sum, number, far);
      assertThatIllegalArgumentException().isThrownBy(() -> StatisticSums.pooled(TWO, changed));
    }
    StatisticsAgreement counts = counts(2, 3);
    RingVector counted = Sites.vector(counts, List.of(row(1, 1), row(0, 2, 0)));
    for (int number = 2; number < counted.length(); number++) {
      for (int value : new int[] {-1, 3}) {
        RingVector changed = with(counted, number, BigInteger.valueOf(value));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> StatisticSums.pooled(counts, changed));
      }
    }
  }

  private static RingVector with(RingVector vector, int number, BigInteger value) {
    BigInteger[] numbers = new BigInteger[vector.length()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i == number ? value : vector.signed(i);
    }
    return RingVector.of(vector.words(), numbers);
  }

  @Test
  void variablesTooSmallBesideTheirBounds() {
    StatisticsAgreement agreement = TWO.withBounds(30, 30).withRoom(Room.FOR_SUMS.withWords(8));
    RingVector small = Sites.vector(agreement, List.of(row(100, 0x1p-9)));
    refused(
        () -> StatisticSums.pooled(agreement, small),
        "regime {}: b is too small beside its bound 2^30 to be known in 8 words: agree on more"
            + " words or a closer bound");
    RingVector tiny = Sites.vector(agreement, List.of(row(100, 1e-100)));
    assertThatIllegalArgumentException().isThrownBy(() -> StatisticSums.pooled(agreement, tiny));
    StatisticsAgreement closer = agreement.withBounds(30, -4);
    StatisticSums.pooled(closer, Sites.vector(closer, List.of(row(100, 0x1p-9))));
    StatisticsAgreement narrow = TWO.withRoom(Room.FOR_SUMS.withWords(6));
    refused(
        () -> StatisticSums.pooled(narrow, Sites.vector(narrow, List.of(row(900, 12)))),
        "regime {}: the number of rows is too small beside its bound 2^0 to be known in 6 words:"
            + " agree on more words or a closer bound");
  }
}
