// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScenarioStatisticsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void alwaysTheFirstAction() {
    ScenarioStatistics s = statistics(Tables.equal(5, 5, 5, 5, 5, 5, 5));
    assertMarginals(s, 1, 0, 0, 1);
    assertThat(s.malSe()).isZero();
    assertThat(s.qfEPsi()).isZero();
    assertThat(s.maePsi()).isZero();
    assertThat(s.qfCPsi()).isEqualTo(1);
    assertThat(s.qfCAdjusted()).isEqualTo(1);
    assertThat(s.firstOptionShare()).isEqualTo(0.5);
    assertThat(s.orderFlips()).isEqualTo(new OrderFlips(0, 3));
  }

  @Test
  void alwaysTheFirstOption() {
    ScenarioStatistics s = statistics(Tables.equal(5, 5, 0, 5, 0, 5, 0));
    assertMarginals(s, 0.5, 1, 0, 0);
    assertThat(s.jsdBetweenTypes()).isZero();
    assertThat(s.jsdWithinTypeOrder()).isEqualTo(1);
    assertThat(s.qfCAdjusted()).isZero();
    assertThat(s.firstOptionShare()).isEqualTo(1);
    assertThat(s.yesShare()).isEqualTo(1);
    assertThat(s.orderFlips()).isEqualTo(new OrderFlips(3, 3));
    assertThat(s.orderFlips().rate()).isEqualTo(1);
  }

  @Test
  void alwaysUndecided() {
    ScenarioStatistics s = statistics(Tables.equal(4, 2, 2, 2, 2, 2, 2));
    assertMarginals(s, 0.5, 1, 1, 1);
    assertThat(s.orderFlips()).isEqualTo(new OrderFlips(0, 0));
    assertThat(s.orderFlips().rate()).isNaN();
  }

  @Test
  void fiveFormsDecidedAndOneEmpty() {
    ScenarioCounts counts =
        Tables.of(new int[] {5, 5, 5, 5, 5, 0}, new int[6])
            .observe(QuestionForm.COMPARE_1, Label.REFUSAL)
            .observe(QuestionForm.COMPARE_1, Label.INVALID);
    ScenarioStatistics s = statistics(counts);
    assertThat(s.malAction1()).isCloseTo(0.916667, within(5e-7));
    assertThat(s.mae()).isCloseTo(0.413817, within(5e-7));
    assertThat(s.qfE()).isCloseTo(0.166667, within(5e-7));
    assertThat(s.qfC()).isCloseTo(0.752850, within(5e-7));
    assertThat(s.malDropEmpty()).isEqualTo(1);
    assertThat(s.maeDropEmpty()).isZero();
    assertThat(s.qfEDropEmpty()).isZero();
    assertThat(s.qfCDropEmpty()).isEqualTo(1);
    assertThat(s.qfEPsi()).isNaN();
    assertThat(s.maePsi()).isNaN();
    assertThat(s.qfCPsi()).isNaN();
    assertThat(s.qfCAdjusted()).isNaN();
    assertThat(s.formsObserved()).isEqualTo(6);
    assertThat(s.formsEmpty()).isEqualTo(1);
    assertThat(s.refusals()).isEqualTo(1);
    assertThat(s.invalids()).isEqualTo(1);
    assertThat(s.malLower()).isCloseTo(5.0 / 6, EXACT);
    assertThat(s.malUpper()).isEqualTo(1);
    assertThat(s.yesShare()).isEqualTo(1);
  }

  /** Likelihoods 1/4 and 1/2; every number below by hand from the formulas. */
  @Test
  void formsNeverAskedDoNotEnterTheAverage() {
    ScenarioStatistics s = statistics(Tables.of(new int[] {1, 2}, new int[] {3, 2}));
    double quarter = 0.25 * 2 + 0.75 * (2 - Math.log(3) / Math.log(2));
    double mae =
        3.0 / 8 * (3 - Math.log(3) / Math.log(2)) + 5.0 / 8 * (3 - Math.log(5) / Math.log(2));
    assertThat(s.formsObserved()).isEqualTo(2);
    assertThat(s.malAction1()).isEqualTo(0.375);
    assertThat(s.malSe()).isCloseTo(0.5 * Math.sqrt(3.0 / 16 / 3 + 1.0 / 4 / 3), EXACT);
    assertThat(s.mae()).isCloseTo(mae, EXACT);
    assertThat(s.qfE()).isCloseTo((quarter + 1) / 2, EXACT);
    assertThat(s.jsd()).isCloseTo(mae - (quarter + 1) / 2, EXACT);
    assertThat(s.qfC()).isCloseTo(1 - s.jsd(), EXACT);
    assertThat(s.jsdBetweenTypes()).isNaN();
    assertThat(s.jsdWithinTypeOrder()).isNaN();
    // psi(4) - psi(1) = 1 + 1/2 + 1/3, psi(4) - psi(3) = 1/3, psi(4) - psi(2) = 1/2 + 1/3.
    double psiNats = ((11.0 / 6 + 3.0 / 3) / 4 + 5.0 / 6) / 2;
    assertThat(s.qfEPsi()).isCloseTo(psiNats / Math.log(2), EXACT);
    double delta = s.malSe() * s.malSe() / (2 * Math.log(2) * 0.375 * 0.625);
    assertThat(s.maePsi()).isCloseTo(mae + delta, EXACT);
    assertThat(s.qfCPsi()).isCloseTo(1 - (s.maePsi() - s.qfEPsi()), EXACT);
    assertThat(s.completeness(4)).isCloseTo(8.0 / 24, EXACT);
    assertThat(s.completeness(2)).isCloseTo(4.0 / 12, EXACT);
  }

  @Test
  void aSingleAnswerHasTheLargestVariance() {
    ScenarioStatistics s = statistics(Tables.of(new int[] {1}, new int[] {0}));
    assertThat(s.malSe()).isEqualTo(0.5);
    assertThat(s.forms().get(0).h()).isZero();
  }

  /** Five forms of likelihood 1 and one of nothing valid: .9167, and nobody knows it exactly. */
  @Test
  void aFormWithoutValidAnswersAddsToTheStandardError() {
    ScenarioCounts counts = Tables.equal(5, 5, 5, 5, 5, 5);
    assertThat(statistics(counts).malSe()).isZero();
    counts = Tables.add(counts, QuestionForm.COMPARE_1, Label.REFUSAL, 5);
    ScenarioStatistics s = statistics(counts);
    assertThat(s.malAction1()).isCloseTo(11.0 / 12, EXACT);
    assertThat(s.malSe()).isCloseTo(Math.sqrt(0.25) / 6, EXACT);
  }

  @Test
  void theDivergenceSplitsIntoWordingAndOrder() {
    ScenarioStatistics s = statistics(Tables.equal(5, 5, 2, 4, 3, 0, 1));
    assertThat(s.jsdBetweenTypes() + s.jsdWithinTypeOrder()).isCloseTo(s.jsd(), EXACT);
    assertThat(s.jsdBetweenTypes()).isPositive();
    assertThat(s.jsdWithinTypeOrder()).isPositive();
    assertThat(s.orderFlips()).isEqualTo(new OrderFlips(1, 3));
  }

  @Test
  void worstCaseBoundsCountWhatIsMissingEitherWay() {
    ScenarioCounts counts = Tables.of(new int[] {2, 1}, new int[] {1, 1});
    counts = Tables.add(counts, QuestionForm.AB_0, Label.INVALID, 1);
    counts = Tables.add(counts, QuestionForm.AB_1, Label.REFUSAL, 2);
    ScenarioStatistics s = statistics(counts);
    assertThat(s.malLower()).isCloseTo((2.0 / 4 + 1.0 / 4) / 2, EXACT);
    assertThat(s.malUpper()).isCloseTo((3.0 / 4 + 3.0 / 4) / 2, EXACT);
    assertThat(s.malAction1()).isBetween(s.malLower(), s.malUpper());
  }

  @Test
  void nothingValidIsLikelihoodOneHalfWithoutStandardError() {
    ScenarioStatistics s =
        statistics(ScenarioCounts.empty().observe(QuestionForm.AB_0, Label.REFUSAL));
    assertMarginals(s, 0.5, 1, 1, 1);
    assertThat(s.malSe()).isNaN();
    assertThat(s.malDropEmpty()).isNaN();
    assertThat(s.qfCDropEmpty()).isNaN();
    assertThat(s.forms().get(0).p()).isNaN();
    assertThat(s.malLower()).isZero();
    assertThat(s.malUpper()).isEqualTo(1);
  }

  @Test
  void everythingIsBlankBeforeTheFirstAnswer() {
    ScenarioStatistics s = statistics(ScenarioCounts.empty());
    assertThat(s.malAction1()).isNaN();
    assertThat(s.mae()).isNaN();
    assertThat(s.qfE()).isNaN();
    assertThat(s.jsd()).isNaN();
    assertThat(s.qfC()).isNaN();
    assertThat(s.qfCPsi()).isNaN();
    assertThat(s.qfCAdjusted()).isNaN();
    assertThat(s.malLower()).isNaN();
    assertThat(s.completeness(5)).isZero();
  }

  private static ScenarioStatistics statistics(ScenarioCounts counts) {
    return ScenarioStatistics.of(counts);
  }

  private static void assertMarginals(
      ScenarioStatistics s, double mal, double mae, double qfE, double qfC) {
    assertThat(s.malAction1()).isCloseTo(mal, EXACT);
    assertThat(s.mae()).isCloseTo(mae, EXACT);
    assertThat(s.qfE()).isCloseTo(qfE, EXACT);
    assertThat(s.qfC()).isCloseTo(qfC, EXACT);
  }
}
