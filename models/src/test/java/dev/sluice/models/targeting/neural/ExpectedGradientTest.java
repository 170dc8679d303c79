// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.BeliefGradient;
import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.dsdi.Dsdi;
import dev.sluice.models.discovery.dsdi.DsdiSettings;
import dev.sluice.models.discovery.enco.Enco;
import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Noise;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.neural.GradientNorm.Length;
import dev.sluice.models.targeting.neural.GradientNorm.Part;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExpectedGradientTest {
  private static final Domain DOMAIN = Domain.categorical(3, 2, 4, 3);

  private static Scores git(LearnedBelief belief, Part part) {
    NeuralEffort effort = new NeuralEffort(8, 64, 20, new GradientNorm(part, Length.L2));
    List<PossibleSystem> systems = belief.systems(8, 64, 5);
    return ExpectedGradient.of(belief, systems, Beliefs.each(4), effort, 5);
  }

  @Test
  void anIsolatedNodeScoresNothing() {
    LearnedBelief belief = Beliefs.random(DOMAIN, 2);
    Beliefs.isolate(belief, 3);
    assertThat(git(belief, Part.ORIENTATION).of(3)).isCloseTo(0, within(1e-12));
    assertThat(git(belief, Part.ORIENTATION).of(0)).isGreaterThan(1e-3);
    // the others' edges move gamma under any draws, unless they are settled
    assertThat(git(belief, Part.WHOLE).of(3)).isGreaterThan(1e-3);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        Beliefs.gamma(belief.state(), 4, i, j, i < j ? 40 : -40);
        Beliefs.theta(belief.state(), 4, i, j, i < j ? 40 : i == j ? 0 : -40);
      }
    }
    Scores settled = git(belief, Part.WHOLE);
    assertThat(settled.of(3)).isCloseTo(0, within(1e-12));
  }

  /** What is left of a score where the target is isolated is what observations would do. */
  @Test
  void anIsolatedTargetTellsWhatObservationsTell() {
    LearnedBelief belief = Beliefs.random(DOMAIN, 2);
    Beliefs.isolate(belief, 3);
    BeliefGradient gradient = belief.gradient(20, 64);
    PossibleSystem system = belief.systems(1, 64, 5).get(0);
    Noise noise = Noise.of(5, 0, 64, 4);
    VariableSet target = VariableSet.of(3);
    double[][] set = system.draw(Intervention.on(3, 1), noise);
    double[][] other = system.draw(Intervention.on(3, 2), noise);
    assertThat(gradient.of(set, target, 5, 0).existence())
        .isEqualTo(gradient.of(other, target, 5, 0).existence());
  }

  @Test
  void partsMakeUpTheWhole() {
    LearnedBelief belief = Beliefs.random(DOMAIN, 9);
    double[][] rows =
        belief.systems(1, 64, 5).get(0).draw(Beliefs.each(4).get(1), Noise.of(5, 0, 64, 4));
    BeliefGradient.Parts parts = belief.gradient(20, 64).of(rows, VariableSet.of(1), 3, 0);
    double existence = new GradientNorm(Part.EXISTENCE, Length.L2).of(parts);
    double orientation = new GradientNorm(Part.ORIENTATION, Length.L2).of(parts);
    assertThat(GradientNorm.USUAL.of(parts))
        .isCloseTo(Math.hypot(existence, orientation), within(1e-15));
    BeliefGradient.Parts two = new BeliefGradient.Parts(new double[] {3, 0}, new double[] {-4});
    assertThat(GradientNorm.USUAL.of(two)).isEqualTo(5);
    assertThat(new GradientNorm(Part.WHOLE, Length.L1).of(two)).isEqualTo(7);
    assertThat(new GradientNorm(Part.ORIENTATION, Length.L1).of(two)).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new GradientNorm(Part.ORIENTATION, Length.L2)
                    .of(new BeliefGradient.Parts(new double[4], new double[0])))
        .withMessageStartingWith("gradient: the method has no beliefs in orientations");
  }

  /** The true system's own draws, where they are those that were imagined, give the same. */
  @Test
  void privilegedScoresAreThoseOfTheirDraws() {
    LearnedBelief belief = Beliefs.random(DOMAIN, 6);
    NeuralEffort effort = new NeuralEffort(5, 30, 12, GradientNorm.USUAL);
    List<PossibleSystem> systems = belief.systems(5, 30, 8);
    Scores imagined = ExpectedGradient.of(belief, systems, Beliefs.each(4), effort, 8);
    Scores given =
        ExpectedGradient.of(
            belief,
            (intervention, i) -> systems.get(i).draw(intervention, Noise.of(8, i, 30, 4)),
            5,
            Beliefs.each(4),
            effort,
            8);
    for (int candidate = 0; candidate < 4; candidate++) {
      assertThat(given.of(candidate)).isEqualTo(imagined.of(candidate)).isPositive();
      assertThat(given.error(candidate)).isPositive();
    }
  }

  /** DSDI's credit of graphs, less what they would have without any losses. */
  @Test
  void dsdisGradientIsNothingWhereNoParentIsOfUse() {
    Domain domain = Domain.categorical(2, 3);
    Dsdi dsdi = new Dsdi(domain, EdgeKnowledge.none(2), DsdiSettings.standard(), 1);
    LearnedBelief belief = new LearnedBelief(dsdi, dsdi.initial(), domain);
    NeuralEffort effort = new NeuralEffort(4, 40, 20, GradientNorm.USUAL);
    List<PossibleSystem> systems = belief.systems(4, 40, 5);
    Scores scores = ExpectedGradient.of(belief, systems, Beliefs.each(2), effort, 5);
    assertThat(scores.of(0)).isGreaterThan(1e-5);
    Beliefs.isolate(belief, 1);
    Scores isolated = ExpectedGradient.of(belief, systems, Beliefs.each(2), effort, 5);
    assertThat(isolated.of(0)).isCloseTo(0, within(1e-12));
    assertThat(isolated.of(1)).isCloseTo(0, within(1e-12));
  }

  /** The same with networks that have been trained: a chain of three, and one that is alone. */
  @Test
  void whatTrainingTakesForIsolatedScoresLeast() {
    Domain domain = Domain.categorical(3, 3, 3, 3);
    EncoSettings settings = new EncoSettings(16, 64, 20, 5e-3, 0, 2e-2, 1e-1, 4e-3, false, false);
    Enco enco = new Enco(domain, EdgeKnowledge.none(4), settings, 1);
    LearnerState state = enco.initial();
    Random random = new Random(1);
    double[][] rows = new double[2000][4];
    for (double[] row : rows) {
      row[0] = random.nextInt(3);
      row[1] = random.nextInt(10) < 9 ? row[0] : random.nextInt(3);
      row[2] = random.nextInt(10) < 9 ? row[1] : random.nextInt(3);
      row[3] = random.nextInt(3);
    }
    enco.train(state, new TrainingData(domain, rows, List.of()), new Budget(600, 0));
    LearnedBelief belief = new LearnedBelief(enco, state, domain);
    Scores scores = git(belief, Part.ORIENTATION);
    for (int other = 0; other < 3; other++) {
      assertThat(scores.of(3)).isLessThan(0.1 * scores.of(other));
    }
    assertThat(git(belief, Part.WHOLE).of(3)).isLessThan(git(belief, Part.WHOLE).of(1));
  }
}
