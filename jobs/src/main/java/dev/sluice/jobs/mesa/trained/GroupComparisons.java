// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.models.mesa.verdict.ComparisonRow;
import dev.sluice.models.mesa.verdict.RunningComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Comparisons of trained models with algorithms, of the current key: a group or a bucket of one.
 * Keyed state of an operator, by row, since a token changes two of them.
 */
public final class GroupComparisons {
  /** The state. */
  public static final MapStateDescriptor<RowKey, long[]> ROWS =
      new MapStateDescriptor<>(
          "comparisons",
          TypeInformation.of(RowKey.class),
          PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  private final MapState<RowKey, long[]> rows;

  /** Opens the state of an operator. */
  public GroupComparisons(RuntimeContext runtime) {
    rows = runtime.getMapState(ROWS);
  }

  /** Whether there is something of a version: every sequence has a prediction at step 1. */
  public boolean has(String model, long version) throws Exception {
    return rows.contains(RowKey.ofBin(model, version, 1));
  }

  /** Adds a token, to its bin and to its block. */
  void add(EvaluatedToken token) throws Exception {
    add(RowKey.ofBin(token.model(), token.version(), token.bin()), token.terms());
    add(RowKey.ofBlock(token.model(), token.version(), token.block()), token.terms());
  }

  private void add(RowKey key, double[] terms) throws Exception {
    long[] row = rows.get(key);
    if (row == null) {
      row = ComparisonRow.empty(terms.length / 3);
    }
    ComparisonRow.add(row, terms);
    rows.put(key, row);
  }

  /** Adds a part. */
  public void merge(ComparisonPart part) throws Exception {
    for (int i = 0; i < part.keys().length; i++) {
      long[] row = rows.get(part.keys()[i]);
      if (row == null) {
        row = part.rows()[i].clone();
      } else {
        ComparisonRow.merge(row, part.rows()[i]);
      }
      rows.put(part.keys()[i], row);
    }
  }

  /** Takes everything out; null if nothing has come. */
  ComparisonPart takeAll(String group) throws Exception {
    List<RowKey> keys = new ArrayList<>();
    List<long[]> cells = new ArrayList<>();
    for (Map.Entry<RowKey, long[]> entry : rows.entries()) {
      keys.add(entry.getKey());
      cells.add(entry.getValue());
    }
    rows.clear();
    return keys.isEmpty()
        ? null
        : new ComparisonPart(group, keys.toArray(RowKey[]::new), cells.toArray(long[][]::new));
  }

  /**
   * Comparisons of the newest versions of each model; what there is of older ones is dropped.
   *
   * @param algorithms how many
   * @param keep versions of a model
   * @return by model, then by version from the newest on
   */
  SortedMap<String, SortedMap<Long, RunningComparison>> newest(int algorithms, int keep)
      throws Exception {
    SortedMap<String, SortedMap<Long, RunningComparison>> all = new TreeMap<>();
    for (RowKey key : rows.keys()) {
      all.computeIfAbsent(key.model(), model -> new TreeMap<>(Comparator.reverseOrder()))
          .computeIfAbsent(key.version(), version -> RunningComparison.of(algorithms));
    }
    for (SortedMap<Long, RunningComparison> versions : all.values()) {
      while (versions.size() > keep) {
        versions.remove(versions.lastKey());
      }
    }
    List<RowKey> old = new ArrayList<>();
    for (Map.Entry<RowKey, long[]> entry : rows.entries()) {
      RowKey key = entry.getKey();
      RunningComparison comparison = all.get(key.model()).get(key.version());
      if (comparison == null) {
        old.add(key);
      } else if (key.isBin()) {
        comparison.mergeBin(key.place(), entry.getValue());
      } else {
        comparison.mergeBlock(key.block(), entry.getValue());
      }
    }
    for (RowKey key : old) {
      rows.remove(key);
    }
    return all;
  }
}
