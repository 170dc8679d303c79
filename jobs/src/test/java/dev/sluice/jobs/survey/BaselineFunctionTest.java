// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import org.junit.jupiter.api.Test;

/** Which version is the baseline of a drift. */
class BaselineFunctionTest {

  @Test
  void theEarlierVersionIsTheBaselineWhicheverAnswersFirst() throws Exception {
    try (SurveyChain chain = SurveyChain.start(Formulas.CURRENT)) {
      chain.declare("S");
      for (String version : new String[] {"v10", "v9", "2024-11", "2024-05", "1.10", "1.9"}) {
        String model =
            version.startsWith("v") ? "named" : version.contains("-") ? "dated" : "numbered";
        chain.answer(new ModelVersion(model, version), "S", QuestionForm.AB_0, 0, Label.ACTION1);
      }
      chain.pass(3);
      assertThat(chain.drift)
          .containsOnlyKeys(
              "named|v9|v10|low", "dated|2024-05|2024-11|low", "numbered|1.9|1.10|low");
      assertThat(chain.drift.get("named|v9|v10|low").getBaseline()).isEqualTo("v9");
    }
  }
}
