// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.jobs.Failures;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.survey.scenario.Computed;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.models.survey.agreement.AgreementRow;
import dev.sluice.schemas.FailureReason;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps everybody's action likelihood in one scenario and compares each change with the others. */
public final class CompareModels
    extends KeyedProcessFunction<String, ScenarioChange, AgreementChange> {

  private static final long serialVersionUID = 1L;

  private final Formulas formulas;

  private transient ValueState<ScenarioRow> state;
  private transient Failures failures;

  /** A comparison by these formulas. */
  public CompareModels(Formulas formulas) {
    this.formulas = formulas;
  }

  @Override
  public void open(OpenContext context) {
    state =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("row", TypeInformation.of(ScenarioRow.class)));
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(ScenarioChange change, Context context, Collector<AgreementChange> out)
      throws Exception {
    if (change.formulas() != formulas.version()) {
      return; // was on its way when the job stopped; is told again
    }
    ScenarioRow before = state.value();
    boolean anew = before != null && before.formulas() != formulas.version();
    AgreementRow.Update update =
        update(before == null || anew ? AgreementRow.EMPTY : before.row(), change, context);
    if (update.row().likelihoods().isEmpty()) {
      state.clear();
    } else {
      state.update(new ScenarioRow(update.row(), formulas.version()));
    }
    if (anew || !update.changes().isEmpty()) {
      out.collect(
          new AgreementChange(
              change.scenario().set(), update.changes(), change.asOf(), formulas.version()));
    }
  }

  private AgreementRow.Update update(AgreementRow before, ScenarioChange change, Context context)
      throws Exception {
    String name = change.respondent().name();
    if (change.after() == null) {
      return before.set(name, Double.NaN);
    }
    Computed<Double> likelihood =
        Computed.of(
            failures,
            context.getCurrentKey(),
            context.timerService().currentProcessingTime(),
            () -> finite(formulas.likelihood().of(change.after())));
    return likelihood.failure() == null
        ? before.set(name, likelihood.value())
        : before.fail(name, likelihood.failure().reason() == FailureReason.NOT_FINITE);
  }

  private static double finite(double likelihood) {
    if (!Double.isFinite(likelihood)) {
      throw new KeyFailure(
          FailureReason.NOT_FINITE, "the likelihood is " + likelihood + ", not a finite number");
    }
    return likelihood;
  }
}
