// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.ScenarioAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.Collector;

/** Everybody's answers to the scenario of the current key, and what downstream knows of them. */
final class Respondents {

  private final MapState<ModelVersion, Answered> answered;

  Respondents(RuntimeContext context) {
    answered =
        context.getMapState(
            new MapStateDescriptor<>(
                "answered",
                TypeInformation.of(ModelVersion.class),
                TypeInformation.of(Answered.class)));
  }

  /**
   * Observes an answer.
   *
   * @param whenAhead is told if downstream knew all before and does not now
   */
  ScenarioAnswers.Outcome observe(
      ModelVersion respondent, Answer answer, Label label, long time, Runnable whenAhead)
      throws Exception {
    Answered known = answered.get(respondent);
    Answered before = known == null ? Answered.NOTHING : known;
    ScenarioAnswers.Update update =
        before.answers().observe(answer.form(), answer.sample(), label, time);
    if (update.outcome().isChange()) {
      answered.put(respondent, before.with(update.answers()));
      if (known == null || !known.ahead()) {
        whenAhead.run();
      }
    }
    return update.outcome();
  }

  /** Tells what downstream does not know yet. */
  void publish(Scenario scenario, Collector<ScenarioChange> out) throws Exception {
    for (ModelVersion respondent : all()) {
      Answered state = answered.get(respondent);
      if (state.ahead()) {
        out.collect(
            new ScenarioChange(
                scenario,
                respondent,
                state.known(),
                state.answers().counts(),
                state.answers().sweeps(),
                state.asOf()));
        answered.put(respondent, state.told());
      }
    }
  }

  /** Takes back all that downstream knows. */
  void withdraw(Scenario scenario, Collector<ScenarioChange> out) throws Exception {
    for (ModelVersion respondent : all()) {
      Answered state = answered.get(respondent);
      if (state.known() != null) {
        out.collect(
            new ScenarioChange(scenario, respondent, state.known(), null, null, state.asOf()));
      }
      answered.put(respondent, state.withdrawn());
    }
  }

  void clear() {
    answered.clear();
  }

  /** A copy, because the state must not change while it is iterated over. */
  private List<ModelVersion> all() throws Exception {
    List<ModelVersion> respondents = new ArrayList<>();
    for (Map.Entry<ModelVersion, Answered> entry : answered.entries()) {
      respondents.add(entry.getKey());
    }
    return respondents;
  }
}
