// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Sums up the losses of one bucket of a group, and hands on at most once an interval what has come
 * since: so a group of any number of sequences is spread over subtasks, and who puts the parts
 * together has no more to do with many tokens than with few. What it holds goes with each part, so
 * that another number of buckets may be set at any restart.
 */
final class Gather extends KeyedProcessFunction<Tuple2<String, Integer>, Scored, Part> {

  private static final long serialVersionUID = 1L;

  private final Pace pace;

  private transient MapState<Integer, long[]> rows;
  private transient ValueState<Totals> totals;

  Gather(Pace pace) {
    this.pace = pace;
  }

  /** State of losses, by bin. */
  static MapStateDescriptor<Integer, long[]> rows() {
    return new MapStateDescriptor<>(
        "rows", Types.INT, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** State of all else. */
  static ValueStateDescriptor<Totals> totals() {
    return new ValueStateDescriptor<>("totals", TypeInformation.of(Totals.class));
  }

  @Override
  public void open(OpenContext context) {
    rows = getRuntimeContext().getMapState(rows());
    totals = getRuntimeContext().getState(totals());
  }

  @Override
  public void processElement(Scored scored, Context context, Collector<Part> out) throws Exception {
    totals.update(Totals.merge(totals.value(), scored.totals()));
    if (scored.bin() > 0) {
      rows.put(scored.bin(), LossRows.add(rows.get(scored.bin()), scored.losses()));
    }
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Part> out)
      throws Exception {
    pace.rung(context.getCurrentKey(), timestamp, context.timerService());
    Totals gathered = totals.value();
    if (gathered == null) {
      return;
    }
    List<Map.Entry<Integer, long[]>> all = new ArrayList<>();
    rows.entries().forEach(all::add);
    int length = all.isEmpty() ? 0 : all.get(0).getValue().length;
    int[] bins = new int[all.size()];
    long[] cells = new long[all.size() * length];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = all.get(i).getKey();
      System.arraycopy(all.get(i).getValue(), 0, cells, i * length, length);
    }
    rows.clear();
    totals.clear();
    out.collect(new Part(context.getCurrentKey().f0, gathered, bins, cells));
  }
}
