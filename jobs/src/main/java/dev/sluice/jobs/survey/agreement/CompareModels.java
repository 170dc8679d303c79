// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.ScenarioStatistics;
import dev.sluice.models.survey.agreement.AgreementRow;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps everybody's action likelihood in one scenario and compares each change with the others. */
final class Compare extends KeyedProcessFunction<String, ScenarioChange, AgreementChange> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<AgreementRow> row;

  @Override
  public void open(OpenContext context) {
    row =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("row", TypeInformation.of(AgreementRow.class)));
  }

  @Override
  public void processElement(ScenarioChange change, Context context, Collector<AgreementChange> out)
      throws Exception {
    ModelVersion respondent = change.respondent();
    AgreementRow before = row.value() == null ? AgreementRow.EMPTY : row.value();
    AgreementRow.Update update =
        before.set(
            NaturalKey.of(respondent.model(), respondent.version()),
            change.after() == null
                ? Double.NaN
                : ScenarioStatistics.of(change.after()).malAction1());
    if (update.row().likelihoods().isEmpty()) {
      row.clear();
    } else {
      row.update(update.row());
    }
    out.collect(new AgreementChange(change.scenario().set(), update.changes(), change.asOf()));
  }
}
