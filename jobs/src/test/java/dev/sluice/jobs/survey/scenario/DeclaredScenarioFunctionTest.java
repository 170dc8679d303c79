// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.models.survey.Label;
import dev.sluice.schemas.RuleViolation;
import dev.sluice.schemas.SurveyScenario;
import dev.sluice.schemas.Violation;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What declarations and ends of a scenario do to its answers. */
class DeclaredScenarioFunctionTest extends ObserveSetup {

  @Test
  void otherRulesTakeBackAndPutInAgain() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    SurveyScenario changed = scenario();
    changed.setRules(Map.of("duty", new RuleViolation(Violation.NO, Violation.YES)));
    declare(changed);
    declare(changed);
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(3);
    assertThat(changes().get(1).before()).isEqualTo(changes().get(0).after());
    assertThat(changes().get(1).after()).isNull();
    assertThat(changes().get(1).scenario().rules()).isEmpty();
    assertThat(last().before()).isNull();
    assertThat(last().after()).isEqualTo(changes().get(0).after());
    assertThat(last().scenario().rules()).containsOnlyKeys("duty");
  }

  @Test
  void anEndTakesEverythingBackAndFreesAllState() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    decide(1, Label.ACTION1, 10);
    end();
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(2);
    assertThat(last().before()).isEqualTo(changes().get(0).after());
    assertThat(last().after()).isNull();
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers() + harness.numEventTimeTimers()).isZero();
    end();
    assertThat(changes()).hasSize(2);
  }

  @Test
  void aRestoredOperatorGoesOn() throws Exception {
    declare(scenario());
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(100);
    decide(1, Label.ACTION2, 10);
    ScenarioChange before = last();
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness(false);
    harness.initializeState(state);
    harness.open();
    decide(0, Label.ACTION1, 10);
    harness.setProcessingTime(200);
    assertThat(changes()).hasSize(1);
    assertThat(last().before()).isEqualTo(before.after());
    assertThat(last().after().answers()).isEqualTo(2);
  }
}
