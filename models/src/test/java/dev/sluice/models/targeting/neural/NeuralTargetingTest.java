// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.GenerativeMethod;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.Discovery;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NeuralTargetingTest {
  private static final NeuralEffort EFFORT = new NeuralEffort(6, 32, 12, GradientNorm.USUAL);
  private static final Domain DOMAIN = Domain.categorical(2, 3, 2);

  /** What was learned, and by whom. */
  private record Known(Learner learner, Learned learned) {
    Scores scores(TargetingRule rule, List<Intervention> candidates, long seed) {
      return NeuralTargeting.scores(rule, learner, learned, candidates, EFFORT, seed);
    }
  }

  /** Learns from a chain a -> b -> c; declared in the order of the names given. */
  private static Known learned(MethodName name, String... names) {
    int[] place = new int[3];
    for (int declared = 0; declared < 3; declared++) {
      place[declared] = names[declared].charAt(0) - 'a';
    }
    boolean numbers = name == MethodName.DCDI;
    NameOrder order = NameOrder.of(names);
    Domain inOrder = numbers ? Domain.continuous(3) : DOMAIN;
    Integer hidden = name == MethodName.DSDI ? null : 8;
    MethodChoice choice = new MethodChoice(name, hidden, 32, null, null, false, 1);
    DiscoveryMethod method = choice.of(inOrder, EdgeKnowledge.none(3));
    Learner learner = new Learner(method, order, inOrder);
    Discovery discovery = new Discovery(new Placing("x", new Capacity(99, 9), 1), learner, order);
    Random random = new Random(1);
    for (int row = 0; row < 99; row++) {
      double a = random.nextInt(2);
      double b = Math.min(2, a + random.nextInt(2));
      double[] chain = {a, b, b > 1 ? 1 : random.nextInt(2)};
      double[] values = new double[3];
      for (int declared = 0; declared < 3; declared++) {
        values[declared] = chain[place[declared]] + (numbers ? random.nextGaussian() : 0);
      }
      discovery.add(VariableSet.EMPTY, null, values);
    }
    discovery.train(new Budget(60, 0));
    return new Known(learner, discovery.learned());
  }

  @ParameterizedTest
  @CsvSource({
    "ENCO, AIT", "ENCO, GIT", "ENCO, CBED", "ENCO, ENTROPY", "ENCO, DESCENDANTS",
    "DSDI, AIT", "DSDI, GIT", "DSDI, CBED", "DSDI, ENTROPY", "DSDI, DESCENDANTS"
  })
  void theOrderOfDeclarationChangesNoBit(MethodName method, TargetingRule rule) {
    Scores scores = learned(method, "a", "b", "c").scores(rule, Beliefs.each(3), 4);
    Scores again = learned(method, "a", "b", "c").scores(rule, Beliefs.each(3), 4);
    Scores turned = learned(method, "c", "a", "b").scores(rule, Beliefs.each(3), 4);
    int[] place = {2, 0, 1};
    for (int declared = 0; declared < 3; declared++) {
      assertThat(again.of(declared)).isEqualTo(scores.of(declared));
      assertThat(turned.of(declared)).isEqualTo(scores.of(place[declared]));
      assertThat(turned.error(declared)).isEqualTo(scores.error(place[declared]));
      assertThat(turned.candidates().get(declared).targets()).isEqualTo(VariableSet.of(declared));
    }
    if (rule == TargetingRule.GIT) {
      Scores others = learned(method, "a", "b", "c").scores(rule, Beliefs.each(3), 5);
      assertThat(others.of(0)).isNotEqualTo(scores.of(0));
    }
  }

  @Test
  void scoringChangesNothingThatIsLearned() {
    Known known = learned(MethodName.ENCO, "a", "b", "c");
    float[] weights = known.learned().state().weights().clone();
    double[] graph = known.learned().state().graph().clone();
    known.scores(TargetingRule.GIT, Beliefs.each(3), 4);
    known.scores(TargetingRule.CBED, Beliefs.each(3), 4);
    assertThat(known.learned().state().weights()).isEqualTo(weights);
    assertThat(known.learned().state().graph()).isEqualTo(graph);
  }

  @Test
  void severalTargetsAndValuesMayBeCandidates() {
    Known known = learned(MethodName.ENCO, "c", "a", "b");
    List<Intervention> candidates =
        List.of(new Intervention(VariableSet.of(0, 1), 1), Intervention.on(2, 2));
    for (TargetingRule rule : List.of(TargetingRule.GIT, TargetingRule.AIT, TargetingRule.CBED)) {
      assertThat(known.scores(rule, candidates, 1).candidates()).isEqualTo(candidates);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 0   | targets: {3}, of 3 variables
          2 | 2   | value: 2.0 is none of the 2 categories of c
          0 | .5  | value: 0.5 is none of the 2 categories of a
          0 | -1  | value: -1.0 is none of the 2 categories of a
          """)
  void candidatesThatAreNoneAreRefused(int target, double value, String problem) {
    Known known = learned(MethodName.ENCO, "a", "b", "c");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> known.scores(TargetingRule.AIT, List.of(Intervention.on(target, value)), 1))
        .withMessage(problem);
  }

  @Test
  void numbersNeedAValue() {
    Known known = learned(MethodName.DCDI, "a", "b", "c");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known.scores(TargetingRule.ENTROPY, Beliefs.each(3), 1))
        .withMessage("value: a is continuous and needs a number");
  }

  @Test
  void dcdiServesNoRuleThatImagines() {
    Known known = learned(MethodName.DCDI, "a", "b", "c");
    List<Intervention> candidates = List.of(Intervention.on(0, 1), Intervention.on(1, 1));
    String problem =
        "git imagines draws under many graphs, and DCDI ends with networks of one; entropy, random"
            + " and round-robin need none";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> known.scores(TargetingRule.GIT, candidates, 1))
        .withMessage(problem);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeuralTargeting.requireServed(TargetingRule.GIT, MethodName.DCDI))
        .withMessage(problem);
    assertThat(known.scores(TargetingRule.ENTROPY, candidates, 1).of(0)).isNotNegative();
  }

  /** What is refused at the start is what is refused later, and else served. */
  @ParameterizedTest
  @EnumSource
  void methodsThatImagineAreThoseThatSaySo(MethodName method) {
    boolean imagines =
        learned(method, "a", "b", "c").learner().method() instanceof GenerativeMethod;
    assertThat(method.imagines()).isEqualTo(imagines);
    for (TargetingRule rule : List.of(TargetingRule.RANDOM, TargetingRule.ENTROPY)) {
      assertThatCode(() -> NeuralTargeting.requireServed(rule, method)).doesNotThrowAnyException();
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeuralTargeting.requireServed(TargetingRule.EIG, method))
        .withMessageStartingWith("eig needs the exact posterior: beliefs of " + method);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NeuralTargeting.requireServed(TargetingRule.GIT_PRIVILEGED, method))
        .withMessage("git-privileged needs to know the true system: it is for simulations");
  }

  @Test
  void anInterruptEndsIt() {
    Known known = learned(MethodName.ENCO, "a", "b", "c");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> known.scores(TargetingRule.GIT, Beliefs.each(3), 1))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void effortIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NeuralEffort(20, 64, 1, GradientNorm.USUAL))
        .withMessage("maskGraphs: must be at least 2, is 1");
    Known known = learned(MethodName.ENCO, "a", "b", "c");
    assertThat(NeuralTargeting.bytes(known.learner(), 3, NeuralEffort.USUAL))
        .isBetween(50_000L, 2_000_000L);
  }
}
