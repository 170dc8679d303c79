// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeBeliefs;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DcdiTest {
  private static final DcdiSettings STANDARD = DcdiSettings.standard();
  private static final DcdiSettings QUICK =
      new DcdiSettings(16, 64, 5e-3, 2e-2, 0.01, 0.02, 2, 50, 8, false);
  private static final DcdiSettings SOFT =
      new DcdiSettings(16, 64, 5e-3, 2e-2, 0.01, 0.02, 2, 50, 8, true);

  private static double[][] draws(
      StructuralCausalModel model, VariableSet targets, InterventionKind kind, int count) {
    return LongStream.range(0, count)
        .mapToObj(r -> model.sample(targets, kind, 1000 + targets.length(), r))
        .toArray(double[][]::new);
  }

  private static StructuralCausalModel chain(long seed) {
    Dag graph = GraphFamily.parse("chain:3").draw(seed);
    return MechanismFamily.parse("linear-gaussian").draw(graph, seed);
  }

  private static TrainingData data(
      StructuralCausalModel model, InterventionKind kind, boolean known) {
    List<Regime> regimes = new ArrayList<>();
    regimes.add(new Regime(VariableSet.EMPTY, null, draws(model, VariableSet.EMPTY, kind, 1000)));
    for (int v = 0; v < model.domain().dimension(); v++) {
      VariableSet target = VariableSet.of(v);
      regimes.add(new Regime(known ? target : null, "on " + v, draws(model, target, kind, 200)));
    }
    return TrainingData.of(model.domain(), regimes);
  }

  private static LearnerState learn(Dcdi method, TrainingData data, int steps) {
    LearnerState state = method.initial();
    method.train(state, data, new Budget(steps, 0));
    return state;
  }

  private static EdgeBeliefs learn(
      TrainingData data, EdgeKnowledge knowledge, DcdiSettings settings, int steps) {
    Dcdi method = new Dcdi(data.domain(), knowledge, settings, 1);
    return method.beliefs(learn(method, data, steps));
  }

  @Test
  void tellsAChainFromPerfectInterventions() {
    StructuralCausalModel model = chain(21);
    EdgeBeliefs beliefs =
        learn(data(model, InterventionKind.PERFECT, true), EdgeKnowledge.none(3), QUICK, 4000);
    assertThat(beliefs.graph()).isDeepEqualTo(model.graph().adjacency());
    assertThat(beliefs.acyclic()).isDeepEqualTo(model.graph().adjacency());
    assertThat(beliefs.existence()).isNull();
    assertThat(beliefs.orientation()).isNull();
    assertThat(beliefs.targets()).isNull();
  }

  /**
   * 0 -> 1 -> 2. Interventions show clearly: perfect ones set their variable to 3 and half a unit
   * of noise, soft ones turn the sign of its parent's weight and move it by 3.
   */
  private static TrainingData clear(InterventionKind kind, boolean known) {
    Random random = new Random(5);
    List<Regime> regimes = new ArrayList<>();
    for (int target = -1; target < 3; target++) {
      double[][] draws = new double[target < 0 ? 1000 : 200][3];
      for (double[] draw : draws) {
        for (int j = 0; j < 3; j++) {
          double parent = j == 0 ? 0 : 1.5 * draw[j - 1];
          double noise = random.nextGaussian();
          boolean set = j == target;
          boolean perfect = kind == InterventionKind.PERFECT;
          draw[j] = !set ? parent + noise : perfect ? 3 + noise / 2 : 3 - parent + noise;
        }
      }
      VariableSet targets = target < 0 ? VariableSet.EMPTY : VariableSet.of(target);
      regimes.add(new Regime(known || target < 0 ? targets : null, "on " + target, draws));
    }
    return TrainingData.of(Domain.continuous(3), regimes);
  }

  private static final boolean[][] CHAIN = {
    {false, true, false}, {false, false, true}, {false, false, false}
  };

  @Test
  void tellsAChainFromSoftInterventions() {
    EdgeBeliefs beliefs =
        learn(clear(InterventionKind.SOFT, true), EdgeKnowledge.none(3), SOFT, 5000);
    assertThat(beliefs.graph()).isDeepEqualTo(CHAIN);
  }

  @Test
  void tellsAChainAndTargetsFromUnknownInterventions() {
    EdgeBeliefs beliefs =
        learn(clear(InterventionKind.PERFECT, false), EdgeKnowledge.none(3), QUICK, 5000);
    assertThat(beliefs.graph()).isDeepEqualTo(CHAIN);
    for (int r = 0; r < 3; r++) {
      for (int j = 0; j < 3; j++) {
        if (r == j) {
          assertThat(beliefs.targets()[r][j]).as("%d on %d", r, j).isGreaterThan(0.9);
        } else {
          assertThat(beliefs.targets()[r][j]).as("%d on %d", r, j).isLessThan(0.1);
        }
      }
    }
  }

  @Test
  void whatIsKnownGoesBeforeWhatIsLearned() {
    TrainingData data = data(chain(24), InterventionKind.PERFECT, true);
    VariableSet[] required = VariableSet.noneOf(3);
    required[0] = VariableSet.of(2);
    VariableSet[] forbidden = VariableSet.noneOf(3);
    forbidden[1] = VariableSet.of(0, 2);
    EdgeBeliefs beliefs =
        learn(data, EdgeKnowledge.of(required, forbidden, new double[9]), STANDARD, 300);
    assertThat(beliefs.edges()[2][0]).isEqualTo(1);
    assertThat(beliefs.edges()[0][2]).isZero();
    assertThat(beliefs.edges()[0][1]).isZero();
    assertThat(beliefs.edges()[2][1]).isZero();
    assertThat(beliefs.edges()[1][2]).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void priorOddsMoveBeliefs() {
    TrainingData data = data(chain(24), InterventionKind.PERFECT, true);
    double[] logOdds = new double[9];
    logOdds[0 * 3 + 1] = -1e5;
    logOdds[1 * 3 + 2] = 1e5;
    EdgeKnowledge knowledge =
        EdgeKnowledge.of(VariableSet.noneOf(3), VariableSet.noneOf(3), logOdds);
    EdgeBeliefs beliefs = learn(data, knowledge, STANDARD, 1500);
    assertThat(beliefs.edges()[0][1]).isLessThan(0.1);
    assertThat(beliefs.edges()[1][2]).isGreaterThan(0.9);
  }

  @Test
  void unitsAndOriginsChangeNothing() {
    TrainingData data = data(chain(25), InterventionKind.PERFECT, true);
    double[] unit = {0x1p-20, 0x1p20, 1};
    TrainingData other =
        new TrainingData(
            data.domain(),
            scaled(data.observations(), unit),
            data.interventions().stream()
                .map(r -> new Regime(r.targets(), r.label(), scaled(r.draws(), unit)))
                .toList());
    Dcdi method = new Dcdi(data.domain(), EdgeKnowledge.none(3), STANDARD, 1);
    assertThat(learn(method, other, 300).weights()).isEqualTo(learn(method, data, 300).weights());
  }

  private static double[][] scaled(double[][] draws, double[] unit) {
    return Arrays.stream(draws)
        .map(draw -> new double[] {unit[0] * draw[0], unit[1] * draw[1], unit[2] * draw[2]})
        .toArray(double[][]::new);
  }

  @Test
  void aFinalGraphStaysUntilThereAreTwiceTheDraws() {
    TrainingData data = data(chain(21), InterventionKind.PERFECT, true);
    Dcdi method = new Dcdi(data.domain(), EdgeKnowledge.none(3), QUICK, 1);
    LearnerState state = learn(method, data, 5000);
    int steps = Layout.BELIEF_STEPS;
    long moved = state.counters()[steps];
    assertThat(moved).isLessThan(5000);
    double[][] beliefs = method.beliefs(state).edges();
    method.train(state, data, new Budget(100, 0));
    assertThat(state.counters()[Layout.ITERATIONS]).isEqualTo(5100);
    assertThat(state.counters()[steps]).isEqualTo(moved);
    assertThat(method.beliefs(state).edges()).isDeepEqualTo(beliefs);

    List<Regime> more =
        data.interventions().stream()
            .map(r -> new Regime(r.targets(), null, twice(r.draws())))
            .toList();
    double[][] observations = twice(data.observations());
    method.train(state, new TrainingData(data.domain(), observations, more), new Budget(10, 0));
    assertThat(state.counters()[steps]).isEqualTo(moved + 10);
  }

  private static double[][] twice(double[][] draws) {
    List<double[]> both = new ArrayList<>(Arrays.asList(draws));
    both.addAll(Arrays.asList(draws));
    return both.toArray(double[][]::new);
  }

  /** A constant, a copy, a variable that only interventions move, few draws, a single one. */
  @Test
  void oddDataAreLearnedFromToo() {
    StructuralCausalModel model = chain(27);
    double[][] few = draws(model, VariableSet.EMPTY, InterventionKind.PERFECT, 20);
    double[][] odd =
        Arrays.stream(few)
            .map(draw -> new double[] {draw[0], draw[0], 1e12, 1e-6 * draw[1] - 5})
            .toArray(double[][]::new);
    double[][] one = {{3, 3, -1e12, -5}};
    Domain domain = Domain.continuous(4);
    List<Regime> regimes = List.of(new Regime(VariableSet.of(2), null, one));
    assertLearns(new TrainingData(domain, odd, regimes), STANDARD);
    assertLearns(new TrainingData(domain, odd, regimes), SOFT);
    assertLearns(
        new TrainingData(domain, new double[0][], List.of(new Regime(null, "r", odd))), STANDARD);
    assertLearns(new TrainingData(domain, odd, List.of(new Regime(null, "r", one))), STANDARD);
    assertLearns(new TrainingData(domain, one, List.of()), STANDARD);
  }

  private static void assertLearns(TrainingData data, DcdiSettings settings) {
    EdgeBeliefs beliefs = learn(data, EdgeKnowledge.none(4), settings, 200);
    for (double[] row : beliefs.edges()) {
      for (double belief : row) {
        assertThat(belief).isBetween(0.0, 1.0);
      }
    }
  }
}
