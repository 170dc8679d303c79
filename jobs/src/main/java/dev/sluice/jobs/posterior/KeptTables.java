// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.models.posterior.contingency.ContingencyTables;
import dev.sluice.models.posterior.score.Detail;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The tables of an experiment's statistics, in a state of their own: they are megabytes, which most
 * contributions leave as they are, and a state is read and written whole.
 */
final class KeptTables {

  private final ValueState<ContingencyTables> tables;

  KeptTables(RuntimeContext context) {
    tables =
        context.getState(
            new ValueStateDescriptor<>("tables", TypeInformation.of(ContingencyTables.class)));
  }

  /** With further evidence; what is returned has no tables. {@code before} is used up. */
  Running absorb(Running before, Contribution evidence) throws IOException {
    SufficientStatistics statistics = before.statistics();
    boolean tabled = statistics.detail == Detail.FAMILIES;
    if (statistics.needsTables(evidence.statistics())) {
      statistics.tables = tables.value();
    }
    Running after = before.with(evidence);
    if (statistics.detail == Detail.FAMILIES && statistics.tables != null) {
      tables.update(statistics.tables);
    } else if (tabled && statistics.detail != Detail.FAMILIES) {
      tables.clear();
    }
    statistics.tables = null;
    return after;
  }

  /** A copy of the statistics, with the tables if there are any. */
  SufficientStatistics copy(SufficientStatistics statistics) throws IOException {
    SufficientStatistics copy = statistics.copy();
    if (copy.detail == Detail.FAMILIES) {
      copy.tables = tables.value().copy();
    }
    return copy;
  }

  void clear() {
    tables.clear();
  }
}
