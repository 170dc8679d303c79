// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the counters of all versions of a model in one scenario and tests each against others. */
final class CompareVersions extends KeyedProcessFunction<String, ScenarioChange, VersionChange> {

  private static final long serialVersionUID = 1L;

  private transient MapState<String, Counted> versions;

  /**
   * What is kept of a version.
   *
   * @param counts its counters
   * @param asOf its latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
   */
  public record Counted(ScenarioCounts counts, long asOf) {}

  /** The key of a change: model and scenario. */
  static String key(ScenarioChange change) {
    return NaturalKey.of(change.respondent().model(), change.scenario().scenarioId());
  }

  @Override
  public void open(OpenContext context) {
    versions =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "versions", Types.STRING, TypeInformation.of(Counted.class)));
  }

  @Override
  public void processElement(ScenarioChange change, Context context, Collector<VersionChange> out)
      throws Exception {
    String version = change.respondent().version();
    for (Map.Entry<String, Counted> other : versions.entries()) {
      if (!other.getKey().equals(version)) {
        out.collect(compare(change, other.getKey(), other.getValue()));
      }
    }
    if (change.after() == null) {
      versions.remove(version);
    } else {
      versions.put(version, new Counted(change.after(), change.asOf()));
    }
  }

  private static VersionChange compare(ScenarioChange change, String otherVersion, Counted other) {
    String version = change.respondent().version();
    ScenarioCounts own = change.after() == null ? ScenarioCounts.empty() : change.after();
    boolean baseline = version.compareTo(otherVersion) < 0;
    return new VersionChange(
        change.respondent().model(),
        baseline ? version : otherVersion,
        baseline ? otherVersion : version,
        change.scenario().set(),
        ScenarioDrift.of(
            change.scenario().scenarioId(),
            baseline ? own : other.counts(),
            baseline ? other.counts() : own),
        change.after() != null,
        Math.max(change.asOf(), other.asOf()));
  }
}
