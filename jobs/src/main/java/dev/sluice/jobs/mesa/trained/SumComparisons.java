// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.Pace;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums up the comparisons of one bucket of a group, and hands on at most once an interval what has
 * come since.
 */
final class SumComparisons
    extends KeyedProcessFunction<Tuple2<String, Integer>, EvaluatedToken, ComparisonPart> {

  private static final long serialVersionUID = 1L;

  private final Pace pace;

  private transient GroupComparisons comparisons;

  SumComparisons(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void open(OpenContext context) {
    comparisons = new GroupComparisons(getRuntimeContext());
  }

  @Override
  public void processElement(EvaluatedToken token, Context context, Collector<ComparisonPart> out)
      throws Exception {
    comparisons.add(token);
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ComparisonPart> out)
      throws Exception {
    pace.rung(context.getCurrentKey(), timestamp, context.timerService());
    ComparisonPart part = comparisons.takeAll(context.getCurrentKey().f0);
    if (part != null) {
      out.collect(part);
    }
  }
}
