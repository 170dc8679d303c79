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

class DiscrepancyTest {
  /** Means by hand: of one-hot codes, so each probability counts twice. */
  @Test
  void discrepancyIsTheRatioOfTheVariances() {
    Scores scores = Discrepancy.of(Systems.SYSTEMS, Systems.BINARY, Systems.CANDIDATES, 40_000, 3);
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

  /** Categories in another order are only other names. */
  @Test
  void categoriesMayBeCalledOtherwise() {
    List<PossibleSystem> turned = new ArrayList<>();
    Systems.SYSTEMS.forEach(system -> turned.add(new Turned(system)));
    List<Intervention> candidates = List.of(Intervention.on(0, 1), Intervention.on(1, 1));
    List<Intervention> turnedCandidates = List.of(Intervention.on(0, 0), Intervention.on(1, 0));
    Scores scores = Discrepancy.of(Systems.SYSTEMS, Systems.BINARY, candidates, 500, 7);
    Scores others = Discrepancy.of(turned, Systems.BINARY, turnedCandidates, 500, 7);
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
        Discrepancy.of(
            List.of(system, system), Systems.BINARY, List.of(Intervention.on(0, 1)), 10, 1);
    assertThat(scores.of(0)).isZero();
    assertThat(scores.error(0)).isZero();
  }

  @Test
  void numbersFarFromZeroDisagreeAsMuch() {
    Domain numbers = Domain.continuous(2);
    List<Intervention> first = List.of(Intervention.on(0, 1));
    Scores near = Discrepancy.of(shifted(0), numbers, first, 500, 7);
    Scores far = Discrepancy.of(shifted(1L << 30), numbers, first, 500, 7);
    assertThat(near.of(0)).isPositive();
    assertThat(far.of(0)).isCloseTo(near.of(0), within(1e-6 * near.of(0)));
  }

  /** X1 is normal about 0, 1 or 2, from an origin; X0 follows nothing. */
  private static List<PossibleSystem> shifted(double origin) {
    List<PossibleSystem> systems = new ArrayList<>();
    for (int mean = 0; mean < 3; mean++) {
      systems.add(new Shifted(origin + mean));
    }
    return systems;
  }

  private record Shifted(double mean) implements PossibleSystem {
    @Override
    public Dag graph() {
      return Dag.empty(2);
    }

    @Override
    public double[][] draw(Intervention intervention, Noise noise) {
      double[][] rows = new double[noise.rows()][];
      for (int r = 0; r < rows.length; r++) {
        rows[r] = new double[] {intervention.value(), mean + noise.normals()[r][1]};
      }
      return rows;
    }

    @Override
    public double logDensity(double[] row, VariableSet targets) {
      throw new UnsupportedOperationException("not asked for");
    }
  }

  @Test
  void oneSystemCannotDisagree() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Discrepancy.of(
                    Systems.SYSTEMS.subList(0, 1), Systems.BINARY, Systems.CANDIDATES, 10, 1))
        .withMessage("systems: at least 2 to disagree: 1");
  }
}
