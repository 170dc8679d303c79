// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesTest {
  private static final Domain BINARY = Domain.categorical(2, 2, 2);

  /** X0 -> X1 or X1 -> X0; X2 belongs to nothing. */
  private static final List<PossibleSystem> SYSTEMS =
      List.of(
          new TableSystem(
              Dag.ofEdges(3, new int[][] {{0, 1}}), new double[][] {{0.4}, {0.2, 0.9}, {0.5}}),
          new TableSystem(
              Dag.ofEdges(3, new int[][] {{1, 0}}), new double[][] {{0.1, 0.7}, {0.5}, {0.5}}),
          new TableSystem(Dag.ofEdges(3, new int[0][]), new double[][] {{0.4}, {0.5}, {0.5}}));

  private static final List<Intervention> CANDIDATES =
      List.of(
          Intervention.on(0, 1), Intervention.on(1, 1), Intervention.on(2, 1), both(), uniform());

  private static Intervention both() {
    return new Intervention(VariableSet.of(0, 1), 1);
  }

  private static Intervention uniform() {
    return Intervention.on(0, Intervention.UNIFORM);
  }

  /** Means by hand: of one-hot codes, so each probability counts twice. */
  @Test
  void discrepancyIsTheRatioOfTheVariances() {
    Scores scores = Discrepancy.of(SYSTEMS, BINARY, CANDIDATES, 40_000, 3);
    // do(X0 = 1): P(X1 = 1) is 0.9, 0.5, 0.5; P(X2 = 1) 0.5 always
    assertThat(scores.of(0)).isCloseTo(jackknifed(0.9, 0.5, 0.5), within(0.01));
    // do(X1 = 1): P(X0 = 1) is 0.4, 0.7, 0.4
    assertThat(scores.of(1)).isCloseTo(jackknifed(0.4, 0.7, 0.4), within(0.01));
    // of what is set nothing counts, and X2 does not differ
    assertThat(scores.of(3)).isCloseTo(0, within(1e-3));
    // do(X0 ~ uniform): P(X1 = 1) is 0.55, 0.5, 0.5
    assertThat(scores.of(4)).isCloseTo(jackknifed(0.55, 0.5, 0.5), within(0.003));
  }

  private static double ratio(double[] ones) {
    double mean = 0;
    for (double one : ones) {
      mean += one / ones.length;
    }
    double between = 0;
    double within = 0;
    for (double one : ones) {
      between += 2 * (one - mean) * (one - mean);
      within += 2 * one * (1 - one) + 0.5; // and X2's
    }
    return between / within;
  }

  private static double jackknifed(double a, double b, double c) {
    double without =
        ratio(new double[] {b, c}) + ratio(new double[] {a, c}) + ratio(new double[] {a, b});
    return 3 * ratio(new double[] {a, b, c}) - 2 * without / 3;
  }

  @Test
  void disagreementIsTheMutualInformation() {
    int rows = 40_000;
    Scores scores = Disagreement.of(SYSTEMS, 3, CANDIDATES, rows, 5);
    for (int candidate = 0; candidate < CANDIDATES.size(); candidate++) {
      assertThat(scores.of(candidate))
          .as("candidate %d", candidate)
          .isCloseTo(information(CANDIDATES.get(candidate)), within(0.004));
    }
  }

  /** Over all outcomes. */
  private static double information(Intervention intervention) {
    double sum = 0;
    for (PossibleSystem system : SYSTEMS) {
      for (int outcome = 0; outcome < 8; outcome++) {
        double[] row = {outcome & 1, outcome >> 1 & 1, outcome >> 2};
        double chance = chance(row, intervention);
        double own = Math.exp(system.logDensity(row, intervention.targets()));
        double mean = 0;
        for (PossibleSystem other : SYSTEMS) {
          mean += Math.exp(other.logDensity(row, intervention.targets())) / SYSTEMS.size();
        }
        sum += chance * own * Math.log(own / mean) / SYSTEMS.size();
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

  /** Categories in another order are only other names. */
  @Test
  void categoriesMayBeCalledOtherwise() {
    List<PossibleSystem> turned = new ArrayList<>();
    SYSTEMS.forEach(system -> turned.add(new Turned(system)));
    List<Intervention> candidates = List.of(Intervention.on(0, 1), Intervention.on(1, 1));
    List<Intervention> turnedCandidates = List.of(Intervention.on(0, 0), Intervention.on(1, 0));
    Scores scores = Discrepancy.of(SYSTEMS, BINARY, candidates, 500, 7);
    Scores others = Discrepancy.of(turned, BINARY, turnedCandidates, 500, 7);
    assertThat(others.of(0)).isCloseTo(scores.of(0), within(1e-12));
    assertThat(others.of(1)).isCloseTo(scores.of(1), within(1e-12));
  }

  /** The same system with 0 called 1. */
  private record Turned(PossibleSystem system) implements PossibleSystem {
    @Override
    public Dag graph() {
      return system.graph();
    }

    @Override
    public double[][] draw(Intervention intervention, Noise noise) {
      double[][] rows =
          system.draw(new Intervention(intervention.targets(), 1 - intervention.value()), noise);
      for (double[] row : rows) {
        for (int variable = 0; variable < row.length; variable++) {
          row[variable] = 1 - row[variable];
        }
      }
      return rows;
    }

    @Override
    public double logDensity(double[] row, VariableSet targets) {
      throw new UnsupportedOperationException("not asked for");
    }
  }

  @Test
  void deterministicSystemsThatAgreeScoreNothing() {
    double[][] certain = {{1}, {0, 1}, {0}};
    PossibleSystem system = new TableSystem(Dag.ofEdges(3, new int[][] {{0, 1}}), certain);
    Scores scores =
        Discrepancy.of(List.of(system, system), BINARY, List.of(Intervention.on(0, 1)), 10, 1);
    assertThat(scores.of(0)).isZero();
    assertThat(scores.error(0)).isZero();
  }

  @Test
  void oneSystemCannotDisagree() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discrepancy.of(SYSTEMS.subList(0, 1), BINARY, CANDIDATES, 10, 1))
        .withMessage("systems: at least 2 to disagree: 1");
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
    Scores descendants = Heuristics.expectedDescendants(SYSTEMS, CANDIDATES);
    assertThat(descendants.of(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(descendants.error(0)).isCloseTo(1 / 3.0, within(1e-15));
    assertThat(descendants.of(2)).isZero();
  }

  @Test
  void whatLiesBetweenTwoTargetsCountsOnce() {
    double[][] edges = {{0, 0.5, 0}, {0.25, 0, 0.5}, {0, 0, 0}};
    double half = Math.log(2);
    double quarter = -0.25 * Math.log(0.25) - 0.75 * Math.log(0.75);
    List<Intervention> two = List.of(both());
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
