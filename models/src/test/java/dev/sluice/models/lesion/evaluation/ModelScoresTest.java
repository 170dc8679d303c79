// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.statistics.Interval;
import dev.sluice.models.statistics.MeanEstimate;
import dev.sluice.models.statistics.PoissonWeights;
import dev.sluice.models.statistics.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelScoresTest {
  private static final int REPLICATES = 200;

  /** Dice 1, 1/2 and 0, an empty case left alone and one with a false component. */
  @Test
  void byHand() {
    ModelScores scores = of(byHandCases());
    assertThat(scores.cases()).isEqualTo(5);
    assertThat(scores.withLesion()).isEqualTo(3);
    assertThat(scores.withoutLesion()).isEqualTo(2);
    assertThat(scores.bothEmpty()).isEqualTo(1);
    assertThat(scores.dice(0.95).n()).isEqualTo(3);
    assertThat(scores.dice(0.95).mean()).isEqualTo(0.5);
    assertThat(scores.diceDeviation()).isEqualTo(0.5);
    assertThat(scores.pooledDice()).isEqualTo(4_000.0 / (4_000 + 2_500 + 4_500));
    assertThat(scores.sensitivity()).isEqualTo(new Proportion(2, 3));
    assertThat(scores.specificity()).isEqualTo(new Proportion(1, 2));
    assertThat(scores.lesionRecall()).isEqualTo(new Proportion(2, 3));
    assertThat(scores.lesionPrecision()).isEqualTo(new Proportion(2, 3));
    assertThat(scores.lesionF1()).isEqualTo(2.0 / 3);
    assertThat(scores.predictedLesions()).isEqualTo(3);
    assertThat(scores.meanFalseVolume()).isCloseTo(0.5, within(1e-9));
  }

  /** The 97.5 % point of Student's t with 2 degrees of freedom is 4.302652730. */
  @Test
  void intervalsOfDice() {
    MeanEstimate dice = of(byHandCases()).dice(0.95);
    double half = 4.302652730 * 0.5 / Math.sqrt(3);
    assertThat(dice.interval().lower()).isCloseTo(0.5 - half, within(1e-9));
    assertThat(dice.interval().upper()).isCloseTo(0.5 + half, within(1e-9));
    List<CaseScore> many = randomCases(100);
    assertThat(of(many).dice(0.9).bootstrap()).isEqualTo(bootstrap(many, 0.9));
  }

  /** Errors of 0, 1 and -4 ml: a mean of -1, squares of deviations 1 + 4 + 9. */
  @Test
  void volumes() {
    ModelScores scores = of(byHandCases());
    BlandAltman agreement = scores.volumeAgreement(0.95);
    assertThat(agreement.n()).isEqualTo(3);
    assertThat(agreement.bias()).isCloseTo(-1, within(1e-9));
    assertThat(agreement.standardDeviation()).isCloseTo(Math.sqrt(7), within(1e-9));
    assertThat(scores.volumeCorrelation(0.95).n()).isEqualTo(3);
    // True 1, 1.5 and 4 ml, predicted 1, 2.5 and 0.
    double r =
        (7 / 6.0 * 1 / 6 - 2 / 3.0 * 4 / 3 - 11 / 6.0 * 7 / 6)
            / Math.sqrt((49 + 16 + 121) / 36.0 * ((1 + 64 + 49) / 36.0));
    assertThat(scores.volumeCorrelation(0.95).r()).isCloseTo(r, within(1e-9));
  }

  /** The counts that may be behind the paper's 91 % and 75 %. */
  @Test
  void detectionWithItsIntervals() {
    ModelScores scores = ModelScores.empty(1, 0);
    for (int i = 0; i < 192; i++) {
      boolean lesion = i < 90;
      boolean right = lesion ? i < 82 : i < 90 + 77;
      long predicted = lesion == right ? 5 : 0;
      scores.observe(
          "patient " + i, lesion ? Masks.score(predicted, 0, 5) : Masks.score(0, predicted, 0));
    }
    assertThat(scores.sensitivity()).isEqualTo(new Proportion(82, 90));
    assertThat(scores.specificity()).isEqualTo(new Proportion(77, 102));
    assertThat(scores.specificity().wilson(0.95).lower()).isCloseTo(0.663, within(5e-4));
    assertThat(scores.sensitivity().clopperPearson(0.95).lower()).isCloseTo(0.832, within(5e-4));
    assertThat(scores.dice(0.95).bootstrap()).isEqualTo(Interval.BLANK);
  }

  @Test
  void withoutCasesAllIsBlank() {
    ModelScores scores = ModelScores.empty(1, REPLICATES);
    assertThat(scores.cases()).isZero();
    assertThat(scores.dice(0.95).mean()).isNaN();
    assertThat(scores.dice(0.95).interval()).isEqualTo(Interval.BLANK);
    assertThat(scores.dice(0.95).bootstrap()).isEqualTo(Interval.BLANK);
    assertThat(scores.diceDeviation()).isNaN();
    assertThat(scores.pooledDice()).isNaN();
    assertThat(scores.lesionF1()).isNaN();
    assertThat(scores.meanFalseVolume()).isNaN();
    assertThat(scores.sensitivity().share()).isNaN();
    assertThat(scores.volumeAgreement(0.95).bias()).isNaN();
    assertThat(scores.volumeAgreement(0.95).lowerInterval()).isEqualTo(Interval.BLANK);
    assertThat(scores.volumeCorrelation(0.95).r()).isNaN();
  }

  @Test
  void partsMergedAreTheWholeAtEverySplit() {
    List<CaseScore> cases = randomCases(40);
    for (int split = 0; split <= cases.size(); split++) {
      ModelScores first = of(cases, 0, split);
      ModelScores second = of(cases, split, cases.size());
      second.merge(first);
      assertThat(second).usingRecursiveComparison().isEqualTo(of(cases));
      assertThat(first).usingRecursiveComparison().isEqualTo(of(cases, 0, split));
    }
  }

  @Test
  void orderDoesNotMatterToTheBit() {
    List<CaseScore> cases = randomCases(60);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      order.add(i);
    }
    for (int shuffle = 0; shuffle < 10; shuffle++) {
      Collections.shuffle(order, new Random(shuffle));
      ModelScores scores = ModelScores.empty(7, REPLICATES);
      order.forEach(i -> scores.observe("patient " + i, cases.get(i)));
      assertThat(scores).usingRecursiveComparison().isEqualTo(of(cases));
    }
  }

  @Test
  void aCaseThatIsTakenBackLeavesNoTrace() {
    List<CaseScore> cases = randomCases(30);
    ModelScores scores = of(cases);
    for (int i = 29; i >= 20; i--) {
      scores.retract("patient " + i, cases.get(i));
    }
    assertThat(scores).usingRecursiveComparison().isEqualTo(of(cases, 0, 20));
  }

  @Test
  void bootstrapsThatDifferDoNotMerge() {
    ModelScores scores = of(byHandCases());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.merge(ModelScores.empty(8, REPLICATES)))
        .withMessage("bootstraps of seeds 7 and 8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scores.merge(ModelScores.empty(7, 3)))
        .withMessage("200 replicates and 3");
    assertThat(scores).usingRecursiveComparison().isEqualTo(of(byHandCases()));
  }

  /** Doubled until there is no room: nothing has wrapped around, and more is refused. */
  @Test
  void hasRoomForItsMostCases() {
    ModelScores scores = ModelScores.empty(7, REPLICATES);
    CaseScore perfect = new CaseScore(1_000, 0, 0, 1e6, 1, 1, 1, 0, true);
    for (int i = 0; i < 64; i++) {
      scores.observe("patient " + i, perfect);
    }
    while (!scores.isFull()) {
      ModelScores twin = ModelScores.empty(7, REPLICATES);
      twin.merge(scores);
      scores.merge(twin);
    }
    assertThat(scores.cases()).isEqualTo(ModelScores.MOST_CASES);
    assertThat(scores.dice(0.95).mean()).isEqualTo(1);
    assertThat(scores.dice(0.95).bootstrap()).isEqualTo(new Interval(1, 1));
    assertThat(scores.volumes.meanX()).isEqualTo(1_000);
    assertThat(scores.volumeAgreement(0.95).bias()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> scores.observe("one more", perfect));
    assertThatIllegalStateException().isThrownBy(() -> scores.merge(of(byHandCases())));
  }

  private static List<CaseScore> byHandCases() {
    return List.of(
        Masks.score(1_000, 0, 0),
        Masks.score(1_000, 1_500, 500),
        Masks.score(0, 0, 4_000),
        Masks.score(0, 0, 0),
        Masks.score(0, 1_000, 0));
  }

  private static List<CaseScore> randomCases(int cases) {
    CounterRandom random = CounterRandom.of(1, "cases");
    List<CaseScore> scores = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      long both = i % 5 == 0 ? 0 : (long) (1_000 * random.uniform(4L * i));
      long predicted = (long) (300 * random.uniform(4L * i + 1));
      long missed = i % 10 == 0 ? 0 : 1 + (long) (300 * random.uniform(4L * i + 2));
      double voxelVolume = 0.5 + random.uniform(4L * i + 3);
      CaseScore score = Masks.score(both, predicted, missed);
      scores.add(
          new CaseScore(
              both,
              predicted,
              missed,
              voxelVolume,
              score.trueLesions(),
              score.foundLesions(),
              score.predictedLesions(),
              score.falseLesions(),
              predicted > 100));
    }
    return scores;
  }

  private static ModelScores of(List<CaseScore> cases) {
    return of(cases, 0, cases.size());
  }

  private static ModelScores of(List<CaseScore> cases, int from, int to) {
    ModelScores scores = ModelScores.empty(7, REPLICATES);
    for (int i = from; i < to; i++) {
      scores.observe("patient " + i, cases.get(i));
    }
    return scores;
  }

  /** Percentiles of the weighted means, of values as fixed point has them. */
  private static Interval bootstrap(List<CaseScore> cases, double level) {
    double[] means = new double[REPLICATES];
    for (int b = 0; b < REPLICATES; b++) {
      double sum = 0;
      long weights = 0;
      for (int i = 0; i < cases.size(); i++) {
        int weight = PoissonWeights.of(7, "patient " + i, REPLICATES)[b];
        if (cases.get(i).hasLesion()) {
          sum += weight * Math.rint(cases.get(i).dice() * 0x1p40);
          weights += weight;
        }
      }
      means[b] = sum / 0x1p40 / weights;
    }
    return Interval.central(means, level);
  }
}
