// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.models.random.KeyedRandom;
import dev.sluice.models.survey.ScenarioAnswers.Outcome;
import dev.sluice.models.survey.ScenarioAnswers.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.sampling.ListSampler;
import org.junit.jupiter.api.Test;

class ScenarioAnswersTest {
  private static final QuestionForm FORM = QuestionForm.REPEAT_1;
  private static final long NOON = 1_700_000_000_000L;
  private static final ScenarioAnswers ONE =
      ScenarioAnswers.empty().observe(FORM, 2, Label.ACTION1, NOON).answers();

  @Test
  void theFirstAnswerIsAccepted() {
    Update update = ONE.observe(FORM, 3, Label.REFUSAL, NOON - 1);
    assertThat(update.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(update.replaced()).isNull();
    assertThat(update.answers().size()).isEqualTo(2);
    assertThat(update.answers().counts())
        .isEqualTo(
            ScenarioCounts.empty().observe(FORM, Label.ACTION1).observe(FORM, Label.REFUSAL));
    assertThat(ONE.size()).isEqualTo(1);
  }

  @Test
  void aLaterAnswerReplaces() {
    Update update = ONE.observe(FORM, 2, Label.ACTION2, NOON + 1);
    assertThat(update.outcome()).isEqualTo(Outcome.CORRECTED);
    assertThat(update.replaced()).isEqualTo(Label.ACTION1);
    assertThat(update.answers().counts())
        .isEqualTo(ScenarioCounts.empty().observe(FORM, Label.ACTION2));
  }

  @Test
  void aLaterAnswerWithTheSameLabelMovesTheTime() {
    ScenarioAnswers later = ONE.observe(FORM, 2, Label.ACTION1, NOON + 5).answers();
    assertThat(later.counts()).isEqualTo(ONE.counts());
    assertThat(later.observe(FORM, 2, Label.ACTION2, NOON + 4).outcome()).isEqualTo(Outcome.STALE);
  }

  @Test
  void aStaleAnswerChangesNothing() {
    Update update = ONE.observe(FORM, 2, Label.ACTION2, NOON - 1);
    assertThat(update.outcome()).isEqualTo(Outcome.STALE);
    assertThat(update.answers()).isSameAs(ONE);
  }

  @Test
  void ofTwoAtTheSameTimeTheLaterToArriveStays() {
    Update update = ONE.observe(FORM, 2, Label.INVALID, NOON);
    assertThat(update.outcome()).isEqualTo(Outcome.CORRECTED);
    assertThat(update.answers().counts().count(FORM, Label.INVALID)).isEqualTo(1);
  }

  @Test
  void theSameAnswerAgainIsADuplicate() {
    Update update = ONE.observe(FORM, 2, Label.ACTION1, NOON);
    assertThat(update.outcome()).isEqualTo(Outcome.DUPLICATE);
    assertThat(update.answers()).isSameAs(ONE);
  }

  @Test
  void formAndSampleTellAnswersApart() {
    assertThat(ONE.observe(FORM, 1, Label.ACTION1, NOON).outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(ONE.observe(QuestionForm.REPEAT_0, 2, Label.ACTION1, NOON).outcome())
        .isEqualTo(Outcome.ACCEPTED);
    assertThat(
            ONE.observe(FORM, ScenarioAnswers.MAX_SAMPLES - 1, Label.INVALID, NOON)
                .answers()
                .counts()
                .count(FORM, Label.INVALID))
        .isEqualTo(1);
  }

  @Test
  void sampleNumbersOutOfRangeAreErrors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE.observe(FORM, -1, Label.ACTION1, NOON))
        .withMessageContaining("sample number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE.observe(FORM, ScenarioAnswers.MAX_SAMPLES, Label.ACTION1, NOON));
  }

  @Test
  void aSweepIsAValidAnswerOfTheSameNumberToEveryForm() {
    ScenarioAnswers answers = ScenarioAnswers.empty();
    for (QuestionForm form : QuestionForm.values()) {
      answers = answers.observe(form, 4, Label.ACTION1, NOON).answers();
      answers = answers.observe(form, 7, form.firstOption(), NOON).answers();
      answers = answers.observe(form, 9, Label.ACTION2, NOON).answers();
    }
    answers = answers.observe(QuestionForm.AB_0, 8, Label.ACTION1, NOON).answers();
    assertThat(answers.sweeps()).isEqualTo(new SweepCounts(new int[] {1, 0, 0, 1, 0, 0, 1}));
    answers = answers.observe(QuestionForm.COMPARE_1, 4, Label.REFUSAL, NOON + 1).answers();
    assertThat(answers.sweeps()).isEqualTo(new SweepCounts(new int[] {1, 0, 0, 1, 0, 0, 0}));
  }

  private record Arrival(int form, int sample, Label label, long at) {}

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    var random = KeyedRandom.of(9, "arrivals");
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      arrivals.add(
          new Arrival(random.nextInt(6), random.nextInt(10), Label.at(random.nextInt(4)), i));
    }
    Map<Integer, Arrival> latest = new HashMap<>();
    arrivals.forEach(arrival -> latest.put(arrival.form * 10 + arrival.sample, arrival));
    ScenarioAnswers expected = observe(new ArrayList<>(latest.values()));
    assertThat(expected.size()).isEqualTo(60);
    for (int round = 0; round < 20; round++) {
      ListSampler.shuffle(random, arrivals);
      assertThat(observe(arrivals)).isEqualTo(expected).hasSameHashCodeAs(expected);
    }
  }

  @Test
  void sixtyAnswersTakeLessThanAKilobyte() {
    ScenarioAnswers answers = ScenarioAnswers.empty();
    for (int sample = 0; sample < 10; sample++) {
      for (QuestionForm form : QuestionForm.values()) {
        answers = answers.observe(form, sample, Label.ACTION1, NOON + sample).answers();
      }
    }
    int bytes = answers.keys().length * Integer.BYTES + answers.answeredAt().length * Long.BYTES;
    assertThat(bytes).isEqualTo(720);
  }

  private static ScenarioAnswers observe(List<Arrival> arrivals) {
    ScenarioAnswers answers = ScenarioAnswers.empty();
    for (Arrival arrival : arrivals) {
      answers =
          answers
              .observe(QuestionForm.at(arrival.form), arrival.sample, arrival.label, arrival.at)
              .answers();
    }
    return answers;
  }
}
