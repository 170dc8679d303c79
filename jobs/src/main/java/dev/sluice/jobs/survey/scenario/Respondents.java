// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Everybody's answers to the scenario of the current key, and what downstream knows of them:
 * nothing if it was told for formulas of another version.
 */
final class Respondents {

  private final MapState<ModelVersion, RespondentAnswers> answered;
  private final ValueState<Integer> toldFor;
  private final int formulas;

  /**
   * Opens the state of an operator.
   *
   * @param formulas version of those that aggregates are made with
   */
  Respondents(RuntimeContext context, int formulas) {
    this.formulas = formulas;
    answered =
        context.getMapState(
            new MapStateDescriptor<>(
                "answered",
                TypeInformation.of(ModelVersion.class),
                TypeInformation.of(RespondentAnswers.class)));
    toldFor = context.getState(new ValueStateDescriptor<>("told-for", Types.INT));
  }

  RespondentAnswers of(ModelVersion respondent) throws Exception {
    RespondentAnswers known = answered.get(respondent);
    return known == null ? RespondentAnswers.NOTHING : known;
  }

  void put(ModelVersion respondent, RespondentAnswers answers) throws Exception {
    answered.put(respondent, answers);
  }

  /** Tells what downstream does not know yet. */
  void publish(Scenario scenario, Collector<ScenarioChange> out) throws Exception {
    boolean again = isToldForOthers();
    for (ModelVersion respondent : all()) {
      RespondentAnswers state = answered.get(respondent);
      if (again) {
        state = state.untold();
      }
      if (state.ahead()) {
        out.collect(change(scenario, respondent, state));
        if (state.isEmpty() && state.failure() == null) {
          answered.remove(respondent);
        } else {
          answered.put(respondent, state.told());
        }
      }
    }
    toldFor.update(formulas);
  }

  private ScenarioChange change(
      Scenario scenario, ModelVersion respondent, RespondentAnswers state) {
    return new ScenarioChange(
        scenario,
        respondent,
        state.known(),
        state.counts(),
        state.counts() == null ? null : state.answers().sweeps(),
        state.asOf(),
        formulas,
        state.failure());
  }

  /** Takes back all that downstream knows, and lets nobody rest. */
  void withdraw(Scenario scenario, Collector<ScenarioChange> out) throws Exception {
    boolean again = isToldForOthers();
    for (ModelVersion respondent : all()) {
      RespondentAnswers state = answered.get(respondent);
      if (again || state.known() != null || state.failure() != null) {
        out.collect(
            new ScenarioChange(
                scenario,
                respondent,
                again ? null : state.known(),
                null,
                null,
                state.asOf(),
                formulas,
                null));
      }
      answered.put(respondent, state.lifted().untold());
    }
    toldFor.update(formulas);
  }

  /** Lets nobody rest; true if somebody did. */
  boolean lift() throws Exception {
    boolean rested = false;
    for (ModelVersion respondent : all()) {
      RespondentAnswers state = answered.get(respondent);
      if (state.failure() != null) {
        answered.put(respondent, state.lifted());
        rested = true;
      }
    }
    return rested;
  }

  void clear() {
    answered.clear();
    toldFor.clear();
  }

  private boolean isToldForOthers() throws Exception {
    Integer version = toldFor.value();
    return version != null && version != formulas;
  }

  /** A copy, because the state must not change while it is iterated over. */
  private List<ModelVersion> all() throws Exception {
    List<ModelVersion> respondents = new ArrayList<>();
    for (Map.Entry<ModelVersion, RespondentAnswers> entry : answered.entries()) {
      respondents.add(entry.getKey());
    }
    return respondents;
  }
}
