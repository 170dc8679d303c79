// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.models.mesa.LossHistogram;
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

/**
 * Losses, their histograms and totals of the current key, a group or a bucket of one. Keyed state
 * of an operator. A savepoint from before there were histograms has losses without: theirs count
 * less than the losses then, by which it is seen.
 */
final class GroupLosses {
  private static final long[] NONE = {};

  private final MapState<Integer, long[]> rows;
  private final MapState<Integer, long[]> histograms;
  private final ValueState<Totals> totals;

  /** Opens the state of an operator. */
  GroupLosses(RuntimeContext runtime) {
    rows =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "rows", Types.INT, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    histograms =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "histograms", Types.INT, PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
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

  /** The {@link LossHistogram} of each bin of steps up to a last one, the first of bin 1. */
  long[][] histograms(int last) throws Exception {
    long[][] all = new long[last][];
    Arrays.fill(all, NONE);
    for (Map.Entry<Integer, long[]> bin : histograms.entries()) {
      all[bin.getKey() - 1] = bin.getValue();
    }
    return all;
  }

  /** Adds a token. */
  void add(ScoredToken token) throws Exception {
    totals.update(Totals.merge(totals.value(), token.totals()));
    int bin = token.bin();
    if (bin > 0) {
      rows.put(bin, LossRows.add(rows.get(bin), token.losses()));
      histograms.put(bin, LossHistogram.add(histograms.get(bin), token.losses()));
    }
  }

  /** Adds a part, of so many learners. */
  void merge(LossPart part, int learners) throws Exception {
    totals.update(Totals.merge(totals.value(), part.totals()));
    int length = part.bins().length == 0 ? 0 : part.rows().length / part.bins().length;
    int at = 0;
    for (int i = 0; i < part.bins().length; i++) {
      long[] row = Arrays.copyOfRange(part.rows(), i * length, (i + 1) * length);
      int bin = part.bins()[i];
      rows.put(bin, LossRows.merge(rows.get(bin), row, learners));
      int end = at + part.lengths()[i];
      if (end > at) {
        long[] histogram = Arrays.copyOfRange(part.histograms(), at, end);
        histograms.put(bin, LossHistogram.merge(histograms.get(bin), histogram));
        at = end;
      }
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
    int[] bins = new int[all.size()];
    List<long[]> losses = new ArrayList<>();
    List<long[]> counts = new ArrayList<>();
    for (int i = 0; i < bins.length; i++) {
      bins[i] = all.get(i).getKey();
      losses.add(all.get(i).getValue());
      long[] histogram = histograms.get(bins[i]);
      counts.add(histogram == null ? NONE : histogram);
    }
    rows.clear();
    histograms.clear();
    totals.clear();
    int[] lengths = counts.stream().mapToInt(of -> of.length).toArray();
    return new LossPart(group, gathered, bins, joined(losses), lengths, joined(counts));
  }

  private static long[] joined(List<long[]> arrays) {
    return arrays.stream().flatMapToLong(Arrays::stream).toArray();
  }
}
