// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.Keyed;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Numbers the requests of an experiment, and sends those whose scores are spread to the slices, all
 * others straight to where parts are gathered. That an experiment has ended goes both ways.
 */
final class Cut extends KeyedProcessFunction<String, RefreshRequest, Keyed<Part>> {

  private static final long serialVersionUID = 1L;

  static final OutputTag<SliceRequest> SLICES =
      new OutputTag<>("slices", TypeInformation.of(SliceRequest.class));

  private final Models.Inferring inference;
  private final int slices;

  /** Number of the next request. */
  private transient ValueState<Long> number;

  /** Set if slices have anything of the experiment. */
  private transient ValueState<Boolean> spread;

  Cut(Models.Inferring inference, int slices) {
    this.inference = inference;
    this.slices = slices;
  }

  @Override
  public void open(OpenContext context) {
    number = getRuntimeContext().getState(new ValueStateDescriptor<>("number", Types.LONG));
    spread = getRuntimeContext().getState(new ValueStateDescriptor<>("spread", Types.BOOLEAN));
  }

  @Override
  public void processElement(RefreshRequest request, Context context, Collector<Keyed<Part>> out)
      throws Exception {
    long next = number.value() == null ? 0 : number.value();
    if (request.ends()) {
      boolean asked = spread.value() != null;
      out.collect(direct(request, next, asked ? slices : 0));
      if (asked) {
        ask(request, next, context);
      }
      number.clear();
      spread.clear();
      return;
    }
    if (request.failure() == null && inference.isSpread(request)) {
      spread.update(true);
      ask(request, next, context);
    } else {
      out.collect(direct(request, next, 0));
    }
    number.update(next + 1);
  }

  private static Keyed<Part> direct(RefreshRequest request, long number, int endings) {
    return new Keyed<>(request.experimentId(), Part.direct(request, number, endings));
  }

  private void ask(RefreshRequest request, long next, Context context) {
    int most = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
    for (int slice = 0; slice < slices; slice++) {
      String key = SliceKey.of(request.experimentId(), slice, slices, most);
      context.output(SLICES, new SliceRequest(key, next, slice, slices, request));
    }
  }
}
