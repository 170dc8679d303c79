// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.SimpleTimerService;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;

/**
 * Runs {@link ObserveAnswers}, and after a restart with other formulas than those that downstream
 * was told everything for gives every scenario in state a turn to tell it again. Which keys there
 * are only an operator can find out, not a function.
 */
public final class ObserveOperator
    extends KeyedCoProcessOperator<String, Response, ScenarioNews, ScenarioChange> {

  private static final long serialVersionUID = 1L;

  /** The operator with these formulas. */
  public ObserveOperator(AnswerSettings settings, Formulas formulas) {
    this(new ObserveAnswers(settings, formulas));
  }

  ObserveOperator(ObserveAnswers function) {
    super(function);
  }

  @Override
  public void open() throws Exception {
    super.open();
    ObserveAnswers function = (ObserveAnswers) userFunction;
    if (function.mustTellAgain()) {
      TimerService timers =
          new SimpleTimerService(
              getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this));
      getKeyedStateBackend()
          .applyToAllKeys(
              VoidNamespace.INSTANCE,
              VoidNamespaceSerializer.INSTANCE,
              AnswerAdmission.SCENARIO,
              (key, scenario) -> function.tellAgain((String) key, timers));
    }
  }
}
