// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.targeting.Disagreement;
import dev.sluice.models.targeting.Discrepancy;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.Scores;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearnedSystemTest {
  private static final int ROWS = 20_000;
  private static final int[] CATEGORIES = {2, 3, 2};
  private static final Domain DOMAIN = Domain.categorical(CATEGORIES);
  private static final int OUTCOMES = 12;

  private static double[] outcome(int number) {
    int[] values = {number % 2, number / 2 % 3, number / 6};
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  private static List<PossibleSystem> systems(int size) {
    return Beliefs.random(DOMAIN, 3).systems(size, ROWS, 5);
  }

  private static double chance(double[] row, Intervention intervention) {
    double chance = 1;
    for (int target : intervention.targets().members()) {
      chance *=
          intervention.isUniform()
              ? 1.0 / CATEGORIES[target]
              : row[target] == intervention.value() ? 1 : 0;
    }
    return chance;
  }

  private static double probability(
      PossibleSystem system, double[] row, Intervention intervention) {
    return chance(row, intervention) * Math.exp(system.logDensity(row, intervention.targets()));
  }

  @Test
  void outcomesAreDrawnAsOftenAsTheyAreProbable() {
    List<Intervention> some =
        List.of(
            Intervention.on(0, Intervention.UNIFORM),
            Intervention.on(1, 2),
            new Intervention(VariableSet.of(0, 2), 1));
    for (PossibleSystem system : systems(4)) {
      for (Intervention intervention : some) {
        int[] counts = new int[OUTCOMES];
        for (double[] row : system.draw(intervention, Noise.of(7, 0, ROWS, 3))) {
          counts[(int) (row[0] + 2 * row[1] + 6 * row[2])]++;
        }
        double sum = 0;
        for (int number = 0; number < OUTCOMES; number++) {
          double probability = probability(system, outcome(number), intervention);
          sum += probability;
          double error = Math.sqrt(probability * (1 - probability) / ROWS);
          assertThat(counts[number] / (double) ROWS).isCloseTo(probability, within(4.5 * error));
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
      }
    }
  }

  @Test
  void aVariableFollowsItsParentsAlone() {
    for (PossibleSystem system : systems(8)) {
      for (int node = 0; node < 3; node++) {
        VariableSet others = VariableSet.of((node + 1) % 3, (node + 2) % 3);
        for (int parent : others.members()) {
          double[] low = {0, 0, 0};
          double[] high = {0, 0, 0};
          high[parent] = 1;
          boolean same = system.logDensity(low, others) == system.logDensity(high, others);
          assertThat(same).isEqualTo(!system.graph().hasEdge(parent, node));
        }
      }
    }
  }

  /** CBED, by its formula over all outcomes. */
  @Test
  void disagreementIsTheMutualInformationOfADrawAndItsSystem() {
    List<PossibleSystem> systems = systems(6);
    List<Intervention> candidates = Beliefs.each(3);
    Scores scores = Disagreement.of(systems, 3, candidates, ROWS, 11);
    for (int candidate = 0; candidate < 3; candidate++) {
      double information = 0;
      for (PossibleSystem system : systems) {
        for (int number = 0; number < OUTCOMES; number++) {
          double own = probability(system, outcome(number), candidates.get(candidate));
          double mean = 0;
          for (PossibleSystem other : systems) {
            mean += probability(other, outcome(number), candidates.get(candidate)) / systems.size();
          }
          information += own * Math.log(own / mean) / systems.size();
        }
      }
      assertThat(information).isGreaterThan(0.005);
      assertThat(scores.of(candidate)).isCloseTo(information, within(0.002));
    }
  }

  /** AIT of two systems by their probabilities: the jackknife has nothing left but 2 r. */
  @Test
  void discrepancyIsTheRatioOfTheVariancesOfProbabilities() {
    List<PossibleSystem> systems = systems(2);
    Intervention first = Intervention.on(0, Intervention.UNIFORM);
    double between = 0;
    double within = 0;
    for (int variable = 1; variable < 3; variable++) {
      double[][] p = new double[2][CATEGORIES[variable]];
      for (int number = 0; number < OUTCOMES; number++) {
        for (int i = 0; i < 2; i++) {
          int category = (int) outcome(number)[variable];
          p[i][category] += probability(systems.get(i), outcome(number), first);
        }
      }
      for (int c = 0; c < CATEGORIES[variable]; c++) {
        double half = (p[0][c] - p[1][c]) / 2;
        between += 2 * half * half;
        within += p[0][c] * (1 - p[0][c]) + p[1][c] * (1 - p[1][c]);
      }
    }
    assertThat(Discrepancy.of(systems, DOMAIN, List.of(first), ROWS, 13).of(0))
        .isCloseTo(2 * between / within, within(0.003));
  }

  /** Gaussian networks: density and draws are in the variable's own unit. */
  @Test
  void numbersHaveTheirUnits() {
    LearnedBelief belief = Beliefs.random(Domain.continuous(2), 4);
    double[] units = {100, -7, 5, 0.25, 1000};
    System.arraycopy(units, 0, belief.state().graph(), belief.state().graph().length - 5, 5);
    PossibleSystem system =
        new LearnedSystem(
            Dag.ofEdges(2, new int[][] {{0, 1}}),
            new LearnedMechanisms(belief.method().networks(belief.state()), ROWS));
    Intervention first = Intervention.on(0, 103);
    double sum = 0;
    double squares = 0;
    for (double[] row : system.draw(first, Noise.of(17, 0, ROWS, 2))) {
      assertThat(row[0]).isEqualTo(103);
      sum += row[1];
      squares += (row[1] + 7) * (row[1] + 7);
    }
    double mass = 0;
    double mean = 0;
    double square = 0;
    double step = 0.001;
    for (double y = -17; y < 3; y += step) {
      double p = step * Math.exp(system.logDensity(new double[] {103, y}, first.targets()));
      mass += p;
      mean += p * y;
      square += p * (y + 7) * (y + 7);
    }
    assertThat(mass).isCloseTo(1, within(1e-5));
    double error = Math.sqrt((square - (mean + 7) * (mean + 7)) / ROWS);
    assertThat(sum / ROWS).isCloseTo(mean, within(4.5 * error));
    assertThat(squares / ROWS).isCloseTo(square, within(0.05 * square));
  }

  @Test
  void aValueIsNeededForNumbers() {
    PossibleSystem system = Beliefs.random(Domain.continuous(2), 4).systems(1, 10, 1).get(0);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> system.draw(Intervention.on(0, Intervention.UNIFORM), Noise.of(1, 0, 10, 2)))
        .withMessage("value: continuous targets need one");
  }
}
