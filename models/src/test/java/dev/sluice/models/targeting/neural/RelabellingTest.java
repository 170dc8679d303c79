// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Variables and categories may be called otherwise: scores are then called otherwise too, but for
 * the noise, which is that of other numbers.
 */
class RelabellingTest {
  private static final int[] CATEGORIES = {2, 3, 4};
  private static final int HIDDEN = Beliefs.SMALL.hidden();
  private static final NeuralEffort EFFORT = new NeuralEffort(200, 30, 12, GradientNorm.USUAL);

  /** CBED compares each system with each. */
  private static final NeuralEffort LESS = new NeuralEffort(30, 30, 12, GradientNorm.USUAL);

  /** What the other belief calls a variable. */
  private static final int[] NAME = {1, 2, 0};

  /** What it calls a category. */
  private static int category(int variable, int category) {
    return (category + 1) % CATEGORIES[variable];
  }

  @ParameterizedTest
  @EnumSource(
      value = TargetingRule.class,
      names = {"AIT", "CBED", "GIT", "DESCENDANTS", "ENTROPY"})
  void scoresFollowTheirVariables(TargetingRule rule) {
    LearnedBelief belief = Beliefs.random(Domain.categorical(CATEGORIES), 8);
    NeuralEffort effort = rule == TargetingRule.CBED ? LESS : EFFORT;
    Scores scores = NeuralTargeting.scores(rule, belief, Beliefs.each(3), effort, 3);
    Scores others = NeuralTargeting.scores(rule, renamed(belief), Beliefs.each(3), effort, 4);
    double spread = 0;
    for (int variable = 0; variable < 3; variable++) {
      double error = Math.hypot(scores.error(variable), others.error(NAME[variable]));
      assertThat(others.of(NAME[variable]))
          .isCloseTo(scores.of(variable), within(4.5 * error + 1e-12));
      spread = Math.max(spread, Math.abs(scores.of(variable) - scores.of((variable + 1) % 3)));
      assertThat(error).isLessThan(0.4 * scores.of(variable));
    }
    assertThat(spread).isPositive();
  }

  private static LearnedBelief renamed(LearnedBelief belief) {
    int[] categories = new int[3];
    for (int variable = 0; variable < 3; variable++) {
      categories[NAME[variable]] = CATEGORIES[variable];
    }
    LearnedBelief other = Beliefs.random(Domain.categorical(categories), 8);
    LearnerState from = belief.state();
    LearnerState to = other.state();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        to.graph()[NAME[i] * 3 + NAME[j]] = from.graph()[i * 3 + j];
        to.graph()[9 + NAME[i] * 3 + NAME[j]] = from.graph()[9 + i * 3 + j];
      }
    }
    List<int[]> old = parts(belief);
    List<int[]> renamed = parts(other);
    int perVariable = old.size() / 3;
    for (int j = 0; j < 3; j++) {
      for (int part = 0; part < perVariable; part++) {
        int source = old.get(j * perVariable + part)[0];
        int target = renamed.get(NAME[j] * perVariable + part)[0];
        if (part == 0) {
          parents(from.weights(), source, to.weights(), target, categories);
        } else if (part >= perVariable - 2) {
          outputs(from.weights(), source, to.weights(), target, j, part == perVariable - 1);
        } else {
          int size = old.get(j * perVariable + part)[1];
          System.arraycopy(from.weights(), source, to.weights(), target, size);
        }
      }
    }
    return other;
  }

  /** Where the parts of the weights begin, and their sizes. */
  private static List<int[]> parts(LearnedBelief belief) {
    NetworkShape shape = belief.method().networks(belief.state()).shape();
    List<int[]> parts = new ArrayList<>();
    shape.forEachPart(
        (part, variable, from, rows, columns) -> parts.add(new int[] {from, rows * columns}));
    return parts;
  }

  private static void parents(float[] from, int source, float[] to, int target, int[] categories) {
    int row = source;
    for (int parent = 0; parent < 3; parent++) {
      int first = target;
      for (int before = 0; before < NAME[parent]; before++) {
        first += categories[before] * HIDDEN;
      }
      for (int c = 0; c < CATEGORIES[parent]; c++, row += HIDDEN) {
        System.arraycopy(from, row, to, first + category(parent, c) * HIDDEN, HIDDEN);
      }
    }
  }

  private static void outputs(
      float[] from, int source, float[] to, int target, int variable, boolean bias) {
    int width = bias ? 1 : HIDDEN;
    for (int c = 0; c < CATEGORIES[variable]; c++) {
      int at = target + category(variable, c) * width;
      System.arraycopy(from, source + c * width, to, at, width);
    }
  }
}
