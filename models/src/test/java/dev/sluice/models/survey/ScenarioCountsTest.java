// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ScenarioCountsTest {
  private static final ScenarioCounts ONE =
      ScenarioCounts.empty().observe(QuestionForm.COMPARE_1, Label.REFUSAL);

  @Test
  void countsByFormAndLabel() {
    ScenarioCounts counts =
        ONE.observe(QuestionForm.COMPARE_1, Label.ACTION2)
            .observe(QuestionForm.AB_0, Label.ACTION2);
    assertThat(counts.count(QuestionForm.COMPARE_1, Label.REFUSAL)).isEqualTo(1);
    assertThat(counts.count(Label.ACTION2)).isEqualTo(2);
    assertThat(counts.answers(QuestionForm.COMPARE_1)).isEqualTo(2);
    assertThat(counts.answers()).isEqualTo(3);
  }

  @Test
  void retractingUndoesObserving() {
    for (QuestionForm form : QuestionForm.values()) {
      for (Label label : Label.values()) {
        assertThat(ONE.observe(form, label).retract(form, label)).isEqualTo(ONE);
      }
    }
  }

  @Test
  void retractingWhatIsNotThereIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ONE.retract(QuestionForm.AB_0, Label.REFUSAL))
        .withMessage("no answer to AB_0 is REFUSAL");
  }

  @Test
  void mergingIsAdditionWithEmptyAsZero() {
    ScenarioCounts two = ONE.observe(QuestionForm.AB_1, Label.ACTION1);
    assertThat(ONE.merge(ScenarioCounts.empty())).isEqualTo(ONE);
    assertThat(ScenarioCounts.empty().merge(ONE)).isEqualTo(ONE);
    assertThat(ONE.merge(two)).isEqualTo(two.merge(ONE)).hasSameHashCodeAs(two.merge(ONE));
    assertThat(ONE.merge(two).count(QuestionForm.COMPARE_1, Label.REFUSAL)).isEqualTo(2);
  }

  @Test
  void inputsAndCopiesStayApart() {
    int[] counters = new int[24];
    ScenarioCounts counts = new ScenarioCounts(counters);
    counters[0] = 1;
    counts.counts()[1] = 1;
    assertThat(counts).isEqualTo(ScenarioCounts.empty());
  }

  @Test
  void countersAreTwentyFourAndNotNegative() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ScenarioCounts(new int[23]));
    int[] negative = new int[24];
    negative[3] = -1;
    assertThatIllegalArgumentException().isThrownBy(() -> new ScenarioCounts(negative));
  }
}
