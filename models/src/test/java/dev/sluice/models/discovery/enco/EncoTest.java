// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.ClearData;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoTest {
  private static final int N = 4;
  private static final Domain DOMAIN = Domain.categorical(3, 3, 3, 3);
  private static final EncoSettings SMALL =
      new EncoSettings(8, 32, 10, 5e-3, 1e-4, 2e-2, 1e-1, 4e-3, false, false);
  private static final Budget FEW = new Budget(40, 20);

  @Test
  void thetaIsAntisymmetricToTheBitAfterEveryStep() {
    Enco enco = enco(SMALL);
    LearnerState state = enco.initial();
    enco.train(state, data(), new Budget(30, 0));
    for (int step = 0; step < 25; step++) {
      enco.train(state, data(), new Budget(0, 1));
      int theta = EncoBlock.THETA.first(N);
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          // == so that 0 and -0 are the same
          assertThat(state.graph()[theta + i * N + j] == -state.graph()[theta + j * N + i])
              .isTrue();
        }
      }
    }
  }

  @Test
  void aRoundInPartsIsTheSameRound() {
    LearnerState whole = train(SMALL, data(), new Budget(40, 20));
    LearnerState parts =
        train(SMALL, data(), new Budget(40, 0), new Budget(0, 13), new Budget(0, 7));
    assertThat(parts.graph()).isEqualTo(whole.graph());
    assertThat(parts.weights()).isEqualTo(whole.weights());
  }

  /** Fitting alone: beliefs are where they were, and the networks are not. */
  @Test
  void observationsAloneMoveNoBelief() {
    TrainingData observed = new TrainingData(DOMAIN, data().observations(), List.of());
    LearnerState state = train(SMALL, observed, FEW);
    assertThat(enco(SMALL).beliefs(state).edges()).isDeepEqualTo(initial().edges());
    assertThat(state.weights()).isNotEqualTo(enco(SMALL).initial().weights());
  }

  @Test
  void interventionsWithoutObservationsChangeNothing() {
    TrainingData intervened = new TrainingData(DOMAIN, new double[0][], data().interventions());
    LearnerState state = train(SMALL, intervened, FEW);
    assertThat(state.graph()).isEqualTo(enco(SMALL).initial().graph());
    assertThat(state.weights()).isEqualTo(enco(SMALL).initial().weights());
    assertThat(state.counters()).containsOnly(0);
  }

  @Test
  void interventionsWithUnknownTargetsAreLeftOut() {
    List<Regime> regimes = new ArrayList<>(data().interventions());
    regimes.add(1, new Regime(null, "unknown", data().observations()));
    TrainingData unknown = new TrainingData(DOMAIN, data().observations(), regimes);
    LearnerState state = train(SMALL, unknown, FEW);
    assertThat(state.weights()).isEqualTo(train(SMALL, data(), FEW).weights());
    assertThat(enco(SMALL).beliefs(state).edges()).isDeepEqualTo(beliefs(data(), FEW).edges());
  }

  @Test
  void aSingleDrawIsABatch() {
    TrainingData data = data();
    TrainingData few =
        new TrainingData(
            DOMAIN,
            Arrays.copyOf(data.observations(), 1),
            data.interventions().stream()
                .map(r -> new Regime(r.targets(), null, Arrays.copyOf(r.draws(), 1)))
                .toList());
    LearnerState state = train(SMALL, few, FEW);
    assertThat(state.counters()[0]).isEqualTo(40);
    assertThat(enco(SMALL).beliefs(state).edges()).isNotEqualTo(initial().edges());
  }

  /** Theta moves between 0 and the others, and by a tenth between those that nobody reaches. */
  @Test
  void partialInterventionsMoveWhatTheyTellOf() {
    TrainingData data = data();
    TrainingData partial =
        new TrainingData(DOMAIN, data.observations(), data.interventions().subList(0, 2));
    LearnerState state = train(SMALL, partial, FEW);
    int steps = EncoBlock.THETA_STEPS.first(N);
    // 20 steps, 10 on each of 0 and 1
    assertThat(state.graph()[steps + 1]).isEqualTo(20); // 0, 1
    assertThat(state.graph()[steps + 2]).isEqualTo(10); // 0, 2
    assertThat(state.graph()[steps + N + 3]).isEqualTo(10); // 1, 3
    assertThat(state.graph()[steps + 2 * N + 3]).isEqualTo(20); // 2, 3, unreached
    LearnerState all = train(SMALL, data, new Budget(40, 2 * N));
    assertThat(all.graph()[steps + 2 * N + 3]).isEqualTo(4);
  }

  /** Pairs of targets, as an experiment of two knobs at once gives them. */
  @Test
  void targetsMayBeSeveral() {
    ClearData truth = new ClearData(DOMAIN, ClearData.chainAndOneAlone(N), 3);
    TrainingData single = truth.draw(1000, 200);
    TrainingData pairs = truth.drawPairs(1000, 200);
    assertThat(pairs.interventions().get(0).targets()).isEqualTo(VariableSet.of(0, 1));
    Enco enco = enco(new EncoSettings(16, 64, 20, 5e-3, 1e-4, 2e-2, 1e-1, 4e-3, false, false));
    LearnerState state = enco.initial();
    for (int round = 0; round < 6; round++) {
      enco.train(state, pairs, new Budget(200, 100));
    }
    assertThat(enco.beliefs(state).graph()).isDeepEqualTo(ClearData.chainAndOneAlone(N));
    assertThat(single.reached()).isEqualTo(pairs.reached());
  }

  /** The first round leaves gamma alone and does ten times as many steps, the second is as ever. */
  @Test
  void everyOtherRoundLearnsOrientationsAlone() {
    EncoSettings large = new EncoSettings(8, 32, 10, 5e-3, 1e-4, 2e-2, 1e-1, 4e-3, false, true);
    LearnerState state = train(large, data(), FEW);
    int gamma = EncoBlock.GAMMA.first(N);
    assertThat(Arrays.copyOfRange(state.graph(), gamma, gamma + N * N)).containsOnly(0);
    assertThat(state.graph()[EncoBlock.THETA.first(N) + 1]).isNotZero();
    assertThat(state.counters()).containsExactly(40, 200, 1);
    Enco enco = enco(large);
    enco.train(state, data(), new Budget(40, 0));
    enco.train(state, data(), FEW);
    assertThat(state.counters()).containsExactly(120, 220, 2);
    assertThat(state.graph()[gamma + 1]).isNotZero();
  }

  @Test
  void whatIsKnownGoesBeforeWhatIsLearned() {
    VariableSet none = VariableSet.EMPTY;
    // against the data: 3 -> 0 is required, 0 -> 1 forbidden
    EdgeKnowledge known =
        EdgeKnowledge.of(
            new VariableSet[] {VariableSet.of(3), none, none, none},
            new VariableSet[] {none, VariableSet.of(0), none, none},
            new double[N * N]);
    Enco enco = new Enco(DOMAIN, known, SMALL, 1);
    LearnerState state = enco.initial();
    for (int round = 0; round < 3; round++) {
      EdgeBeliefs beliefs = enco.beliefs(state);
      assertThat(beliefs.edges()[3][0]).isEqualTo(1);
      assertThat(beliefs.edges()[0][3]).isZero();
      assertThat(beliefs.edges()[0][1]).isZero();
      assertThat(beliefs.graph()[3][0]).isTrue();
      assertThat(beliefs.acyclic()[3][0]).isTrue();
      assertThat(beliefs.graph()[0][1]).isFalse();
      enco.train(state, data(), FEW);
    }
    // nothing was learned of what is known
    int gamma = EncoBlock.GAMMA.first(N);
    assertThat(state.graph()[gamma + 3 * N]).isZero();
    assertThat(state.graph()[gamma + 1]).isZero();
  }

  /** Odds for and against an edge of which the data say little: 3 is alone. */
  @Test
  void oddsMoveBeliefsTheirWay() {
    double[] odds = new double[N * N];
    odds[3 * N] = 1000;
    odds[3 * N + 1] = -1000;
    EdgeKnowledge known = EdgeKnowledge.of(VariableSet.noneOf(N), VariableSet.noneOf(N), odds);
    Enco enco = new Enco(DOMAIN, known, SMALL, 1);
    LearnerState state = enco.initial();
    enco.train(state, data(), new Budget(100, 60));
    double[][] with = enco.beliefs(state).existence();
    double[][] without = beliefs(data(), new Budget(100, 60)).existence();
    assertThat(with[3][0]).isGreaterThan(without[3][0] + 0.1);
    assertThat(with[3][1]).isLessThan(without[3][1]);
  }

  @Test
  void valuesThatNoNumberHoldsEndTheTrainingAndSaySo() {
    Domain continuous = Domain.continuous(2);
    double[][] observed = {{0, 1}, {1, 0}, {0.5, 2}, {2, 1}};
    Regime huge = new Regime(VariableSet.of(0), null, new double[][] {{1e300, 0}});
    Enco enco = new Enco(continuous, EdgeKnowledge.none(2), SMALL, 1);
    TrainingData data = new TrainingData(continuous, observed, List.of(huge));
    assertThatThrownBy(() -> enco.train(enco.initial(), data, FEW))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("values far beyond the rest");
  }

  private static TrainingData data() {
    return new ClearData(DOMAIN, ClearData.chainAndOneAlone(N), 2).draw(300, 100);
  }

  private static Enco enco(EncoSettings settings) {
    return new Enco(DOMAIN, EdgeKnowledge.none(N), settings, 1);
  }

  private static EdgeBeliefs initial() {
    return enco(SMALL).beliefs(enco(SMALL).initial());
  }

  private static EdgeBeliefs beliefs(TrainingData data, Budget budget) {
    return enco(SMALL).beliefs(train(SMALL, data, budget));
  }

  private static LearnerState train(EncoSettings settings, TrainingData data, Budget... rounds) {
    Enco enco = enco(settings);
    LearnerState state = enco.initial();
    for (Budget round : rounds) {
      enco.train(state, data, round);
    }
    return state;
  }
}
