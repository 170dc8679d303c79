// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.models.discovery.replay.NameOrder;
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

  /**
   * Takes a sample.
   *
   * @return what is known with it
   */
  Evidence add(SiteSubject subject, CheckedSample sample, Evidence before) throws Exception {
    NameOrder order = subject.order();
    waiting.add(new Row(order.ordered(sample.targets()), order.ordered(sample.values())));
    Integer known = waitingRows.value();
    int now = known == null ? 1 : known + 1;
    waitingRows.update(now);
    if (now >= MOST_WAITING) {
      count(subject);
    }
    return before.oneMore(before.rows() + 1);
  }

  /** Statistics of all rows. */
  SufficientStatistics all(SiteSubject subject) throws Exception {
    return count(subject).copy();
  }

  private SufficientStatistics count(SiteSubject subject) throws Exception {
    Domain domain = subject.domain();
    SufficientStatistics known = counted.value();
    SufficientStatistics all =
        known == null
            ? SufficientStatistics.empty(domain, subject.declaration().mostParents())
            : known;
    for (Row row : waiting.get()) {
      all.observe(domain, row.values(), row.targets(), 1);
    }
    waiting.clear();
    waitingRows.clear();
    counted.update(all);
    return all;
  }

  void clear() {
    counted.clear();
    waiting.clear();
    waitingRows.clear();
  }
}
