// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.models.mesa.LossTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** Losses and totals of the current key, a group or a bucket of one. Keyed state of an operator. */
final class GroupLosses {
  private final MapState<Integer, long[]> rows;
  private final ValueState<Totals> totals;

  /** Opens the state of an operator. */
  GroupLosses(RuntimeContext runtime) {
    rows =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "rows", Types.INT, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    totals =
        runtime.getState(new ValueStateDescriptor<>("totals", TypeInformation.of(Totals.class)));
  }

  /** Null if nothing has come. */
  Totals totals() throws Exception {
    return totals.value();
  }

  /** All losses of so many learners. */
  LossTable table(int learners) throws Exception {
    return LossRows.table(rows.entries(), learners);
  }

  /** Adds a token. */
  void add(ScoredToken token) throws Exception {
    totals.update(Totals.merge(totals.value(), token.totals()));
    if (token.bin() > 0) {
      rows.put(token.bin(), LossRows.add(rows.get(token.bin()), token.losses()));
    }
  }

  /** Adds a part, of so many learners. */
  void merge(LossPart part, int learners) throws Exception {
    totals.update(Totals.merge(totals.value(), part.totals()));
    int length = part.bins().length == 0 ? 0 : part.rows().length / part.bins().length;
    for (int i = 0; i < part.bins().length; i++) {
      long[] row = Arrays.copyOfRange(part.rows(), i * length, (i + 1) * length);
      int bin = part.bins()[i];
      rows.put(bin, LossRows.merge(rows.get(bin), row, learners));
    }
  }

  /** Takes everything out; null if nothing has come. */
  LossPart takeAll(String group) throws Exception {
    Totals gathered = totals.value();
    if (gathered == null) {
      return null;
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
    return new LossPart(group, gathered, bins, cells);
  }
}
