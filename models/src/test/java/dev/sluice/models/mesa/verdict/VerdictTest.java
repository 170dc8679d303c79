// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

import static dev.sluice.models.mesa.verdict.VerdictFixtures.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.verdict.Verdict.Judgement;
import dev.sluice.models.statistics.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Test 10, and that a model is called what it is. */
class VerdictTest {
  private static final SequenceTask LINEAR = SequenceTask.linear();
  private static final SequenceTask FIXED = SequenceTask.fixedMatrix();

  private static Findings findings(SequenceTask task, Predictor model) {
    return Assessment.of(
            new Subject(model.label(), task.name(), 1, 5000),
            model,
            HeldOut.of(task, 1, 0, 40, 20),
            HeldOut.of(task, 1, 1000, 10, 20),
            Algorithms.of(task))
        .findings();
  }

  private static final Findings BY_HEART =
      findings(FIXED, VerdictFixtures.byHeart(FIXED.sequence(1, 0).transition()));
  private static final Findings STEP = findings(LINEAR, VerdictFixtures.gradientStep(RATE));

  /** The weights of proposition 1 are one step of gradient descent, and nothing else. */
  @Test
  void proposition1IsOneGradientStep() {
    Findings found = STEP;

    assertThat(found.closest()).isEqualTo("gd:0.032");
    assertThat(found.distance().value()).isCloseTo(0, within(1e-24));
    assertThat(found.distance().interval().upper()).isCloseTo(0, within(1e-24));
    assertThat(found.lossGap().value()).isCloseTo(0, within(1e-12));
    assertThat(found.jacobian().cosine()).isCloseTo(1, within(1e-12));
    assertThat(found.interpolationGap()).isCloseTo(0, within(1e-12));
    Verdict verdict = Verdict.of(found, BY_HEART, Margins.FIXED);
    assertThat(verdict.judgement()).isEqualTo(Judgement.SUPPORTED);
    assertThat(verdict.reason())
        .isEqualTo("it is gd:0.032 within the margins; the control has learned W and is none");
  }

  /** Of a rate that nobody thought of, too: it is fitted, on other sequences. */
  @Test
  void aRateIsFound() {
    Findings found = findings(LINEAR, VerdictFixtures.gradientStep(0.0125));

    assertThat(found.closest()).isEqualTo("gd:0.0125");
    assertThat(found.distance().value()).isCloseTo(0, within(1e-20));
    assertThat(Verdict.of(found, BY_HEART, Margins.FIXED).judgement())
        .isEqualTo(Judgement.SUPPORTED);
  }

  @Test
  void whoKnowsWByHeartIsRejected() {
    HeldOut sequences = HeldOut.of(FIXED, 1, 0, 10, 20);
    TrainedPredictor model = VerdictFixtures.byHeart(FIXED.sequence(1, 0).transition());
    Predictor exact = VerdictFixtures.function("W s", VerdictFixtures::byHeart);
    assertThat(ModelComparison.of(sequences, model, List.of(exact)).distance(0))
        .isCloseTo(0, within(1e-24));
    Verdict verdict = Verdict.of(BY_HEART, BY_HEART, Margins.FIXED);

    assertThat(verdict.judgement()).isEqualTo(Judgement.REJECTED);
    assertThat(verdict.reason()).startsWith("its loss is below that of ");
    assertThat(BY_HEART.lossGap().interval().upper()).isLessThan(-0.9);
    assertThat(BY_HEART.best()).startsWith("ridge:0.0");
    assertThat(BY_HEART.gapToBest().interval().upper()).isLessThan(-0.9);
    assertThat(BY_HEART.beatsTheBest(Margins.FIXED)).isTrue();
    assertThat(STEP.beatsTheBest(Margins.FIXED)).isFalse();
    assertThat(BY_HEART.interpolationGap()).isNaN();
  }

  /** The same comparison says of ridge regression that it is that, on the control's task, too. */
  @Test
  void aControlThatLearnsInContextProvesNothing() {
    Predictor ridge = VerdictFixtures.learner(new ExactRidge(0.1));
    Findings found = findings(LINEAR, ridge);
    Findings control = findings(FIXED, ridge);
    Verdict verdict = Verdict.of(found, control, Margins.FIXED);

    assertThat(found.closest()).isEqualTo("ridge:0.1");
    assertThat(found.distance().value()).isZero();
    assertThat(verdict.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(verdict.reason())
        .isEqualTo("it is ridge:0.1 within the margins, but so is the control ridge:0.1");
  }

  @Test
  void withoutAControlNothingIsSupported() {
    Verdict verdict = Verdict.of(STEP, null, Margins.FIXED);

    assertThat(verdict.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(verdict.reason()).endsWith("but there is no control");
  }

  /** A model that has not been trained is no algorithm; neither does it serve as a control. */
  @Test
  void whoPredictsNothingIsRejectedAndNoControl() {
    Predictor nothing = VerdictFixtures.function("new", (token, truth) -> new double[10]);
    Findings asControl = findings(FIXED, nothing);

    assertThat(Verdict.of(findings(LINEAR, nothing), BY_HEART, Margins.FIXED).judgement())
        .isEqualTo(Judgement.REJECTED);
    Verdict verdict =
        Verdict.of(findings(LINEAR, VerdictFixtures.gradientStep(RATE)), asControl, Margins.FIXED);
    assertThat(verdict.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(verdict.reason()).endsWith("but the control has not learned W in 5000 steps");
  }

  /** To lose less than the algorithm that it is like is not to know W. */
  @Test
  void aControlMustLoseLessThanTheBestAlgorithm() {
    Predictor between =
        VerdictFixtures.function(
            "two fifths by heart",
            (token, truth) -> VerdictFixtures.times(0.4, VerdictFixtures.byHeart(token, truth)));
    Findings half = findings(FIXED, between);

    assertThat(half.lossGap().interval().upper()).isLessThan(-0.02);
    assertThat(half.gapToBest().interval().lower()).isGreaterThan(0);
    assertThat(Verdict.of(STEP, half, Margins.FIXED).judgement()).isEqualTo(Judgement.UNDECIDED);
  }

  private static Findings made(double gapFrom, double gapTo, double distance, double cosine) {
    return new Findings(
        new Subject("lsa-1", "linear", 1, 10),
        "gd:1.0",
        "",
        new Estimate(distance, new Interval(distance - 0.01, distance + 0.01)),
        null,
        new Estimate((gapFrom + gapTo) / 2, new Interval(gapFrom, gapTo)),
        "ridge:0.001",
        new Estimate(1, new Interval(1, 1)),
        new LocalJacobian(cosine, 0),
        Double.NaN);
  }

  private static Agreement agreement(Findings findings) {
    return Agreement.of(findings, Margins.FIXED);
  }

  @Test
  void marginsAreHeldByWholeIntervals() {
    assertThat(agreement(made(-0.02, 0.02, 0.04, 0.95)).is()).isEqualTo(Agreement.Is.SAME);
    assertThat(agreement(made(-0.021, 0.02, 0.04, 0.95)).is()).isEqualTo(Agreement.Is.UNCLEAR);
    assertThat(agreement(made(0.019, 0.03, 0.04, 0.95)).is()).isEqualTo(Agreement.Is.UNCLEAR);
    assertThat(agreement(made(0, 0, 0.045, 1)).is()).isEqualTo(Agreement.Is.UNCLEAR);
    assertThat(agreement(made(0, 0, 0.01, Double.NaN)).is()).isEqualTo(Agreement.Is.UNCLEAR);
    assertThat(agreement(made(Double.NaN, 0, 0.01, 1)).is()).isEqualTo(Agreement.Is.UNCLEAR);
    assertThat(agreement(made(0.03, 0.05, 0.01, 1)))
        .isEqualTo(
            new Agreement(Agreement.Is.DIFFERENT, "its loss is above that of gd:1.0 by 4.0 %"));
    assertThat(agreement(made(0, 0, 0.07, 1)).reason())
        .isEqualTo("its predictions are 0.070 from those of gd:1.0, more than 0.05");
    assertThat(agreement(made(0, 0, 0, 0.5)).reason())
        .isEqualTo("its Jacobian has the cosine 0.500 to that of gd:1.0, less than 0.95");
    assertThatThrownBy(() -> new Margins(0, 0.1, 0.9)).hasMessageStartingWith("no margins of 0.0");
  }

  @Test
  void theSecondMayBeAsClose() {
    Estimate both = new Estimate(0.01, new Interval(-0.001, 0.02));
    Findings alone = made(0, 0, 0, 1);

    assertThat(alone.isSecondAsClose()).isFalse();
    assertThat(
            new Findings(
                    alone.subject(),
                    "a",
                    "b",
                    alone.distance(),
                    both,
                    alone.lossGap(),
                    alone.best(),
                    alone.gapToBest(),
                    alone.jacobian(),
                    0)
                .isSecondAsClose())
        .isTrue();
  }
}
