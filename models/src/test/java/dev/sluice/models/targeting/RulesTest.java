// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.graph.Dag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesTest {
  @Test
  void disagreementIsTheMutualInformation() {
    int rows = 40_000;
    Scores scores = Disagreement.of(Systems.SYSTEMS, 3, Systems.CANDIDATES, rows, 5);
    for (int candidate = 0; candidate < Systems.CANDIDATES.size(); candidate++) {
      assertThat(scores.of(candidate))
          .as("candidate %d", candidate)
          .isCloseTo(information(Systems.CANDIDATES.get(candidate)), within(0.004));
    }
  }

  /** Over all outcomes. */
  private static double information(Intervention intervention) {
    double sum = 0;
    for (PossibleSystem system : Systems.SYSTEMS) {
      for (int outcome = 0; outcome < 8; outcome++) {
        double[] row = {outcome & 1, outcome >> 1 & 1, outcome >> 2};
        double chance = chance(row, intervention);
        double own = Math.exp(system.logDensity(row, intervention.targets()));
        double mean = 0;
        for (PossibleSystem other : Systems.SYSTEMS) {
          mean += Math.exp(other.logDensity(row, intervention.targets())) / Systems.SYSTEMS.size();
        }
        sum += chance * own * Math.log(own / mean) / Systems.SYSTEMS.size();
      }
    }
    return sum;
  }

  /** Of the values of the targets. */
  private static double chance(double[] row, Intervention intervention) {
    double chance = 1;
    for (int target : intervention.targets().members()) {
      chance *= intervention.isUniform() ? 0.5 : row[target] == intervention.value() ? 1 : 0;
    }
    return chance;
  }

  /** The law of two drawn one after the other, each pair by its probability. */
  @Test
  void theSoftChoiceIsInProportionToExponentialsAndWithoutReplacement() {
    double[][] terms = {{1}, {3}, {0}, {2}};
    List<Intervention> each =
        IntStream.range(0, 4).mapToObj(variable -> Intervention.on(variable, 1)).toList();
    Scores scores = new Scores(each, terms);
    int draws = 20_000;
    int[][] counts = new int[4][4];
    for (int seed = 0; seed < draws; seed++) {
      int[] two = Disagreement.soft(scores, 2, Disagreement.TEMPERATURE, seed);
      counts[two[0]][two[1]]++;
    }
    double[] weights = new double[4];
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      weights[i] = Math.exp(terms[i][0] / 2);
      sum += weights[i];
    }
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double expected = i == j ? 0 : weights[i] / sum * weights[j] / (sum - weights[i]);
        double error = Math.sqrt(expected * (1 - expected) / draws);
        assertThat(counts[i][j] / (double) draws).isCloseTo(expected, within(4.5 * error));
      }
    }
    assertThat(Disagreement.soft(scores, 4, 1e-3, 5)).containsExactly(1, 3, 0, 2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Disagreement.soft(scores, 5, 2, 1))
        .withMessage("count: must be 1 to 4, is 5");
  }

  @Test
  void heuristicsLookAtEdges() {
    double[][] edges = {{0, 0.5, 0}, {0.25, 0, 0}, {0, 1, 0}};
    List<Intervention> each =
        List.of(Intervention.on(0, 1), Intervention.on(1, 1), Intervention.on(2, 1));
    double half = Math.log(2);
    double quarter = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    Scores entropy = Heuristics.edgeEntropy(edges, each);
    assertThat(entropy.of(0)).isCloseTo(half + quarter, within(1e-15));
    assertThat(entropy.of(1)).isCloseTo(half + quarter, within(1e-15));
    assertThat(entropy.of(2)).isZero();
    assertThat(entropy.best()).isZero();
    assertThat(entropy.isDecided()).isFalse();
    boolean[][] truth = {{false, true, false}, {false, false, false}, {false, false, false}};
    Scores error = Heuristics.error(edges, truth, each);
    assertThat(error.of(0)).isEqualTo(0.75);
    assertThat(error.of(1)).isEqualTo(1.75);
    assertThat(error.of(2)).isEqualTo(1);
    Scores descendants = Heuristics.expectedDescendants(Systems.SYSTEMS, Systems.CANDIDATES);
    assertThat(descendants.of(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(descendants.error(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(descendants.of(2)).isZero();
  }

  @Test
  void whatLiesBetweenTwoTargetsCountsOnce() {
    double[][] edges = {{0, 0.5, 0}, {0.25, 0, 0.5}, {0, 0, 0}};
    double half = Math.log(2);
    double quarter = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    List<Intervention> two = List.of(Systems.both());
    assertThat(Heuristics.edgeEntropy(edges, two).of(0))
        .isCloseTo(2 * half + quarter, within(1e-15));
    assertThat(Heuristics.error(edges, new boolean[3][3], two).of(0)).isEqualTo(1.25);
    PossibleSystem common =
        new TableSystem(
            Dag.ofEdges(3, new int[][] {{0, 1}, {0, 2}, {1, 2}}),
            new double[][] {{0.5}, {0.5, 0.5}, {0.5, 0.5, 0.5, 0.5}});
    assertThat(Heuristics.expectedDescendants(List.of(common), two).of(0)).isEqualTo(1);
  }

  @Test
  void scoresKnowWhatTheyCannotTellApart() {
    List<Intervention> two = List.of(Intervention.on(0, 1), Intervention.on(1, 1));
    // paired: each term of the first is larger by 1, whatever the spread
    Scores paired = new Scores(two, new double[][] {{1, 11, 101}, {0, 10, 100.5}});
    assertThat(paired.best()).isZero();
    assertThat(paired.isDecided()).isTrue();
    assertThat(paired.error(0)).isGreaterThan(30);
    assertThat(new Scores(two, new double[][] {{1, 3}, {2, 0}}).isDecided()).isFalse();
    assertThat(new Scores(two, new double[][] {{4}, {3}}).per(new double[] {2, 1}).best())
        .isEqualTo(1);
  }

  @Test
  void theLeastUsedIsNextInAnOrderOfItsOwn() {
    long[] chosen = new long[4];
    List<Integer> first = new ArrayList<>();
    for (int round = 0; round < 8; round++) {
      int next = Rotation.leastOften(chosen, 9);
      chosen[next]++;
      first.add(next);
    }
    assertThat(first.subList(0, 4)).containsExactlyInAnyOrder(0, 1, 2, 3);
    assertThat(first.subList(4, 8)).isEqualTo(first.subList(0, 4));
    assertThat(Rotation.random(4, 9, 1)).isBetween(0, 3).isEqualTo(Rotation.random(4, 9, 1));
  }
}
