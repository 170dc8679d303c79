// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.HeldBack;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the live declaration of each scenario and tells of it, its revisions and its end. The
 * newest declaration that is valid by itself is the scenario, because it is the one that compaction
 * leaves: one that asks for other things than the live one begins a new life. Until the
 * declarations have been read to the end that they had at the job's start, only the last word on
 * each scenario is told.
 */
public final class DeclareScenarios
    extends KeyedProcessFunction<String, ScenarioRecord, ScenarioNews>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Scenario> live;
  private transient HeldBack heldBack;
  private transient Ledger ledger;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    live =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("declaration", TypeInformation.of(Scenario.class)));
    heldBack = new HeldBack(getRuntimeContext(), ledger);
  }

  @Override
  public void processElement(ScenarioRecord input, Context context, Collector<ScenarioNews> out)
      throws Exception {
    Scenario before = live.value();
    if (input.isEnd()) {
      ledger.accepted();
      if (before != null) {
        live.clear();
        tell(true, context, out);
      }
      return;
    }
    Decoded<Scenario> decoded = input.check();
    if (decoded.record() != null && before != null) {
      decoded = decoded.record().after(before, input.source().timestamp());
    }
    String tooLong =
        decoded.record() == null || before != null ? null : Scenario.lengthFault(input.scenario());
    if (tooLong != null) {
      decoded = Decoded.refused(Reason.INVALID_DECLARATION, tooLong);
    }
    if (decoded.record() == null) {
      context.output(
          DeadLetters.TAG, ledger.refuse(input.source(), decoded, context.timerService()));
      return;
    }
    ledger.accepted();
    live.update(decoded.record());
    tell(before != null && !decoded.record().isRevisionOf(before), context, out);
  }

  /** Tells what is live now, at once or when the declarations have been read. */
  private void tell(boolean ended, Context context, Collector<ScenarioNews> out) throws Exception {
    if (!heldBack.hold(ended, context.timerService())) {
      tell(context.getCurrentKey(), ended, out);
    }
  }

  private void tell(String scenarioId, boolean ended, Collector<ScenarioNews> out)
      throws Exception {
    if (ended) {
      out.collect(new ScenarioNews(scenarioId, null));
    }
    if (live.value() != null) {
      out.collect(new ScenarioNews(scenarioId, live.value()));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ScenarioNews> out)
      throws Exception {
    HeldBack.News news = heldBack.release();
    if (news != HeldBack.News.NONE) {
      tell(context.getCurrentKey(), news == HeldBack.News.ENDED, out);
    }
  }
}
