// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Pace;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums up the losses of one bucket of a group, and hands on at most once an interval what has come
 * since: so a group of any number of sequences is spread over subtasks, and who puts the parts
 * together has no more to do with many tokens than with few. What it holds goes with each part, so
 * that another number of buckets may be set at any restart.
 */
final class SumLosses extends KeyedProcessFunction<Tuple2<String, Integer>, ScoredToken, LossPart> {

  private static final long serialVersionUID = 1L;

  private final Pace pace;

  private transient GroupLosses losses;

  SumLosses(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void open(OpenContext context) {
    losses = new GroupLosses(getRuntimeContext());
  }

  @Override
  public void processElement(ScoredToken token, Context context, Collector<LossPart> out)
      throws Exception {
    losses.add(token);
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<LossPart> out)
      throws Exception {
    pace.rung(context.getCurrentKey(), timestamp, context.timerService());
    LossPart part = losses.takeAll(context.getCurrentKey().f0);
    if (part != null) {
      out.collect(part);
    }
  }
}
