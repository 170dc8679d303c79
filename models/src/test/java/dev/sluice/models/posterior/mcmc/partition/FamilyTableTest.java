// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTableTest {
  private static final double NEVER = Double.NEGATIVE_INFINITY;

  /** Spreads: all alike; some nats; sums that cancel; beyond the range of doubles. */
  @ParameterizedTest
  @CsvSource({"0", "5", "60", "5000", "1e6"})
  void sumsAreThoseOverAllSets(double spread) {
    for (int nodes = 4; nodes <= 7; nodes++) {
      for (int candidates = 0; candidates < nodes; candidates++) {
        for (int outside = 0; outside <= 3; outside++) {
          GivenScores scores = GivenScores.random(nodes, spread, 10L * candidates + outside);
          compareSums(scores, candidates, outside, 40);
        }
      }
    }
  }

  @Test
  void sumsHoldWhatThePriorForbids() {
    int[] required = {0, 0b1000, 0b100001, 0, 0, 0};
    int[] forbidden = {0b111111, 0b100, 0, 0b111110, 0, 0};
    for (int most = 0; most < 6; most++) {
      GivenScores scores = GivenScores.random(6, 3000, most).constrained(required, forbidden, most);
      for (int candidates = 0; candidates < 6; candidates++) {
        compareSums(scores, candidates, 2, 200);
      }
    }
  }

  /** What meets the wanted node weighs e^-k of what does not: where differences would be noise. */
  @Test
  void smallSumsBesideLargeOnesAreExact() {
    for (double gap = 1; gap < 2000; gap *= 1.3) {
      double[] logs = new double[32];
      for (int mask = 0; mask < 32; mask++) {
        logs[mask] = -7e4 - ((mask & 2) == 0 ? 0 : gap) + 0.1 * Integer.bitCount(mask);
      }
      double[][] all = {logs, logs, logs, logs, logs};
      FamilyTable table = new FamilyTable(new GivenScores(all), 0, new int[] {1, 2, 3, 4}, 0);
      byte[] roles = {0, 2, 1, 1, 1};
      double expected = -gap + 0.1 + 3 * Math.log1p(Math.exp(0.1));
      double best = gap < 0.1 ? 0.4 - gap : 0.3;
      assertThat(table.best()).isCloseTo(-7e4 + best, within(1e-10));
      assertThat(table.logSumMeeting(roles)).isCloseTo(expected - best, within(3e-8));
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "4", "60", "4000"})
  void drawsAreInProportionToWeights(double spread) {
    for (int outside = 0; outside <= 3; outside++) {
      GivenScores scores = GivenScores.random(6, spread, outside);
      FamilyTable table = new FamilyTable(scores, 2, new int[] {0, 4, 5}, outside);
      compareDraws(scores, table, new byte[] {1, 1, 0, 1, 1, 1}, false);
      compareDraws(scores, table, new byte[] {2, 1, 0, 1, 0, 2}, false);
      compareDraws(scores, table, new byte[] {2, 1, 0, 1, 0, 2}, true);
      if (outside > 0) {
        compareDraws(scores, table, new byte[] {1, 2, 2, 0, 1, 1}, true);
      }
    }
  }

  @Test
  void requiredParentsAloneAreDrawn() {
    GivenScores scores =
        GivenScores.random(5, 1, 1).constrained(new int[] {0b11110, 0, 0, 0, 0}, new int[5], 4);
    byte[] roles = {0, 1, 1, 1, 2};
    FamilyTable within = new FamilyTable(scores, 0, new int[] {1, 2, 3, 4}, 2);
    assertThat(within.logSum(roles)).isCloseTo(0, within(1e-14));
    assertThat(within.drawMeeting(roles, KeyedRandom.of(1, "draws")))
        .isEqualTo(VariableSet.of(1, 2, 3, 4));
    FamilyTable beyond = new FamilyTable(scores, 0, new int[] {1, 2, 3}, 3);
    assertThat(beyond.logSum(roles)).isEqualTo(NEVER);
    assertThat(beyond.logSumMeeting(roles)).isEqualTo(NEVER);
    assertThat(beyond.covers(VariableSet.of(1, 2, 3, 4))).isFalse();
    assertThat(within.covers(VariableSet.of(1, 2, 3, 4))).isTrue();
  }

  @Test
  void tablesSayWhatTheyTake() {
    // 24 bytes a subset; of 9 others, 6 outside: 6 alone, 36 - 3 pairs; 20 bytes each
    assertThat(FamilyTables.bytes(10, 3, 2)).isEqualTo(10 * (24 * 8 + (6 + 33) * 20));
    assertThat(FamilyTables.bytes(4, 3, 2)).isEqualTo(4 * 24 * 8);
    assertThat(FamilyTables.bytes(1, 0, 2)).isEqualTo(24);
    assertThat(FamilyTables.outsideSize(20)).isEqualTo(2);
    assertThat(FamilyTables.outsideSize(100)).isEqualTo(1);
  }

  @Test
  void candidatesAreOthersAscending() {
    GivenScores scores = GivenScores.random(3, 1, 1);
    for (int[] candidates : new int[][] {{0, 1}, {2, 1}, {1, 1}, new int[21]}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new FamilyTable(scores, 0, candidates, 0))
          .withMessageContaining("candidates");
    }
  }

  private static void compareSums(GivenScores scores, int candidates, int outside, int places) {
    int nodes = scores.nodes();
    UniformRandomProvider random = KeyedRandom.of(candidates, "roles", nodes, outside);
    int node = random.nextInt(nodes);
    FamilyTable table =
        new FamilyTable(scores, node, GivenScores.candidates(nodes, candidates)[node], outside);
    byte[] roles = new byte[nodes];
    for (int place = 0; place < places; place++) {
      for (int other = 0; other < nodes; other++) {
        roles[other] = (byte) (other == node ? 0 : random.nextInt(3));
      }
      compare(table.logSum(roles), logSum(weights(scores, node, table, roles, false)), table);
      compare(table.logSumMeeting(roles), logSum(weights(scores, node, table, roles, true)), table);
    }
  }

  private static void compare(double actual, double expected, FamilyTable table) {
    if (expected == NEVER) {
      assertThat(actual).isEqualTo(NEVER);
    } else {
      assertThat(actual)
          .isCloseTo(expected - table.best(), within(3e-8 + 1e-15 * Math.abs(expected)));
    }
  }

  private static void compareDraws(
      GivenScores scores, FamilyTable table, byte[] roles, boolean meeting) {
    double[] logs = weights(scores, 2, table, roles, meeting);
    double logSum = logSum(logs);
    double[] law = IntStream.range(0, 64).mapToDouble(k -> Math.exp(logs[k] - logSum)).toArray();
    UniformRandomProvider random = KeyedRandom.of(3, "draws");
    long[] counts = new long[64];
    for (int draw = 0; draw < 20_000; draw++) {
      VariableSet set = meeting ? table.drawMeeting(roles, random) : table.draw(roles, random);
      counts[(int) set.mask()]++;
    }
    SmallGraphs.assertLaw(counts, law);
  }

  /** By mask the scores of the sets that the table has and the roles allow, by definition. */
  private static double[] weights(
      GivenScores scores, int node, FamilyTable table, byte[] roles, boolean meeting) {
    double[] logs = new double[1 << scores.nodes()];
    for (int mask = 0; mask < logs.length; mask++) {
      boolean allowed = (mask >>> node & 1) == 0 && table.covers(VariableSet.ofMask(mask));
      boolean meets = !meeting;
      for (int parent : VariableSet.ofMask(mask).members()) {
        allowed &= roles[parent] > 0;
        meets |= roles[parent] == 2;
      }
      logs[mask] = allowed && meets ? scores.logs()[node][mask] : NEVER;
    }
    return logs;
  }

  private static double logSum(double[] logs) {
    double best = IntStream.range(0, logs.length).mapToDouble(k -> logs[k]).max().orElse(NEVER);
    double sum = 0;
    for (double log : logs) {
      sum += best == NEVER ? 0 : Math.exp(log - best);
    }
    return best + Math.log(sum);
  }
}
