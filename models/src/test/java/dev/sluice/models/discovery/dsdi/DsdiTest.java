// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DsdiTest {
  private static final Budget ROUND = new Budget(300, 80);
  private static final DsdiSettings QUICK =
      new DsdiSettings(128, 5e-2, 4, 20, 2, 5, 3e-2, 2e-3, 0.3, DsdiSettings.Credit.CENTRED);

  private static double[][] draws(StructuralCausalModel model, int count, long seed) {
    return LongStream.range(0, count)
        .mapToObj(r -> model.sample(VariableSet.EMPTY, InterventionKind.SOFT, seed, r))
        .toArray(double[][]::new);
  }

  /** The authors' networks as the truth, and for each variable one new mechanism. */
  private static TrainingData data(StructuralCausalModel model, boolean known) {
    List<Regime> regimes = new ArrayList<>();
    regimes.add(new Regime(VariableSet.EMPTY, null, draws(model, 3000, 800)));
    for (int v = 0; v < model.domain().dimension(); v++) {
      StructuralCausalModel changed = model.redrawn(VariableSet.of(v), 8000 + v);
      regimes.add(
          new Regime(
              known ? VariableSet.of(v) : null, "change " + v, draws(changed, 500, 801 + v)));
    }
    return TrainingData.of(model.domain(), regimes);
  }

  private static StructuralCausalModel model(String family, long seed) {
    return MechanismFamily.parse("mlp:3").draw(GraphFamily.parse(family).draw(seed), seed);
  }

  private static EdgeBeliefs learn(TrainingData data, EdgeKnowledge knowledge, int rounds) {
    Dsdi method = new Dsdi(data.domain(), knowledge, QUICK, 1);
    LearnerState state = method.initial();
    for (int r = 0; r < rounds; r++) {
      method.train(state, data, ROUND);
    }
    return method.beliefs(state);
  }

  @Test
  void tellsAChainAndTargetsFromUnknownInterventions() {
    StructuralCausalModel model = model("chain:5", 8);
    EdgeBeliefs beliefs = learn(data(model, false), EdgeKnowledge.none(5), 3);
    assertThat(beliefs.graph()).isDeepEqualTo(model.graph().adjacency());
    assertThat(beliefs.acyclic()).isDeepEqualTo(model.graph().adjacency());
    for (int v = 0; v < 5; v++) {
      assertThat(beliefs.targets()[v][v]).as("target %d", v).isGreaterThan(0.5);
    }
    assertThat(beliefs.existence()).isNull();
    assertThat(beliefs.orientation()).isNull();
  }

  @Test
  void tellsACollider() {
    StructuralCausalModel model = model("collider:5", 2);
    EdgeBeliefs beliefs = learn(data(model, true), EdgeKnowledge.none(5), 4);
    assertThat(beliefs.graph()).isDeepEqualTo(model.graph().adjacency());
  }

  @Test
  void whatIsKnownGoesBeforeWhatIsLearned() {
    StructuralCausalModel model = model("chain:3", 1);
    VariableSet[] required = VariableSet.noneOf(3);
    required[0] = VariableSet.of(2);
    VariableSet[] forbidden = VariableSet.noneOf(3);
    forbidden[1] = VariableSet.of(0, 2);
    EdgeKnowledge knowledge = EdgeKnowledge.of(required, forbidden, new double[9]);
    EdgeBeliefs beliefs = learn(data(model, true), knowledge, 1);
    assertThat(beliefs.edges()[2][0]).isEqualTo(1);
    assertThat(beliefs.edges()[0][2]).isZero();
    assertThat(beliefs.edges()[0][1]).isZero();
    assertThat(beliefs.edges()[2][1]).isZero();
    assertThat(beliefs.edges()[1][2]).isStrictlyBetween(0.0, 1.0);
    assertThat(beliefs.targets()).isNull();
  }

  @Test
  void priorOddsMoveBeliefs() {
    StructuralCausalModel model = model("chain:3", 1);
    double[] logOdds = new double[9];
    logOdds[0 * 3 + 1] = -1e5;
    logOdds[1 * 3 + 2] = 1e5;
    EdgeKnowledge knowledge =
        EdgeKnowledge.of(VariableSet.noneOf(3), VariableSet.noneOf(3), logOdds);
    EdgeBeliefs beliefs = learn(data(model, true), knowledge, 2);
    assertThat(beliefs.edges()[0][1]).isLessThan(0.1);
    assertThat(beliefs.edges()[1][2]).isGreaterThan(0.9);
  }

  @Test
  void gammaStaysWithinItsBounds() {
    Dsdi method =
        new Dsdi(Domain.categorical(3, 3, 3), EdgeKnowledge.none(3), QUICK.withBeliefRate(100), 1);
    LearnerState state = method.initial();
    method.train(state, data(model("chain:3", 1), true), new Budget(10, 3));
    double most = 1 / (1 + Math.exp(-5));
    double[][] edges = method.beliefs(state).edges();
    int atBound = 0;
    for (int edge : new int[] {1, 2, 3, 5, 6, 7}) {
      double belief = edges[edge / 3][edge % 3];
      assertThat(belief).isBetween(1 - most - 1e-12, most + 1e-12);
      atBound += Math.abs(belief - 0.5) > most - 0.5 - 1e-12 ? 1 : 0;
    }
    assertThat(atBound).isPositive();
  }

  @Test
  void votesFollowTheirLabels() {
    TrainingData data = data(model("chain:3", 1), false);
    List<Regime> regimes = data.interventions();
    Dsdi method = new Dsdi(data.domain(), EdgeKnowledge.none(3), QUICK, 1);
    LearnerState state = method.initial();
    method.train(state, data, ROUND);
    double[][] before = method.beliefs(state).targets();

    Regime added = new Regime(null, "first", regimes.get(0).draws());
    Regime known = new Regime(VariableSet.of(0, 2), null, regimes.get(0).draws());
    List<Regime> others = List.of(added, regimes.get(2), known, regimes.get(0), regimes.get(1));
    method.train(
        state, new TrainingData(data.domain(), data.observations(), others), new Budget(0, 0));
    assertThat(method.beliefs(state).targets())
        .isDeepEqualTo(
            new double[][] {
              {1 / 3.0, 1 / 3.0, 1 / 3.0}, before[2], {1, 0, 1}, before[0], before[1]
            });
  }

  @Test
  void refusesWhatItCannotLearnFrom() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Dsdi(Domain.continuous(3), EdgeKnowledge.none(3), DsdiSettings.standard(), 1))
        .withMessageContaining("categorical variables alone");
    double[][] rows = {{0, 0}, {1, 1}};
    Domain domain = Domain.categorical(2, 2);
    Dsdi method = new Dsdi(domain, EdgeKnowledge.none(2), DsdiSettings.standard(), 1);
    TrainingData unnamed = new TrainingData(domain, rows, List.of(new Regime(null, null, rows)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> method.train(method.initial(), unnamed, ROUND))
        .withMessageContaining("has no label");
    List<Regime> many = new ArrayList<>();
    for (int r = 0; r < 65; r++) {
      many.add(new Regime(null, "r" + r, rows));
    }
    TrainingData tooMany = new TrainingData(domain, rows, many);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> method.train(method.initial(), tooMany, ROUND))
        .withMessage("65 interventions, some with unknown targets: there is room for 64");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new DsdiSettings(
                    0, 5e-2, 4, 20, 100, 10, 3e-2, 2e-3, 0.3, DsdiSettings.Credit.CENTRED))
        .withMessage("batch must be at least 1: 0");
  }
}
