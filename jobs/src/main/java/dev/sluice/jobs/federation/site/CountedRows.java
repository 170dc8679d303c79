// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.score.SufficientStatistics;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Statistics of all rows of the current key. Rows wait for some others, so that not each of them
 * writes all statistics again. Keyed state of an operator; not thread-safe.
 */
final class CountedRows {

  private static final int MOST_WAITING = 256;

  private final ValueState<SufficientStatistics> counted;
  private final ListState<Row> waiting;
  private final ValueState<Integer> waitingRows;

  CountedRows(RuntimeContext runtime) {
    counted =
        runtime.getState(
            new ValueStateDescriptor<>(
                "statistics", TypeInformation.of(SufficientStatistics.class)));
    waiting =
        runtime.getListState(
            new ListStateDescriptor<>("waiting-rows", TypeInformation.of(Row.class)));
    waitingRows = runtime.getState(new ValueStateDescriptor<>("waiting-count", Types.INT));
  }

  void add(Row row, Domain domain, int maxParents) throws Exception {
    waiting.add(row);
    Integer before = waitingRows.value();
    int now = before == null ? 1 : before + 1;
    waitingRows.update(now);
    if (now >= MOST_WAITING) {
      all(domain, maxParents);
    }
  }

  /** Statistics of all rows. */
  SufficientStatistics all(Domain domain, int maxParents) throws Exception {
    SufficientStatistics known = counted.value();
    SufficientStatistics all =
        known == null ? SufficientStatistics.empty(domain, maxParents) : known.copy();
    for (Row row : waiting.get()) {
      all.observe(domain, row.values(), row.targets(), 1);
    }
    waiting.clear();
    waitingRows.clear();
    counted.update(all);
    return all.copy();
  }

  void clear() {
    counted.clear();
    waiting.clear();
    waitingRows.clear();
  }
}
