// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import dev.sluice.jobs.Failures;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.NaturalKey;
import dev.sluice.jobs.survey.scenario.Computed;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.ScenarioChange;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.agreement.ScenarioDrift;
import dev.sluice.schemas.FailureReason;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Keeps the counters of all versions of a model in one scenario and tests each against others. */
public final class CompareVersions
    extends KeyedProcessFunction<String, ScenarioChange, VersionChange> {

  private static final long serialVersionUID = 1L;

  private final Formulas formulas;

  private transient MapState<String, Counted> versions;
  private transient Failures failures;

  /**
   * What is kept of a version.
   *
   * @param counts its counters
   * @param asOf its latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
   */
  public record Counted(ScenarioCounts counts, long asOf) {}

  /** A comparison by these formulas. */
  public CompareVersions(Formulas formulas) {
    this.formulas = formulas;
  }

  /** The key of a change: model and scenario. */
  public static String key(ScenarioChange change) {
    return NaturalKey.of(change.respondent().model(), change.scenario().scenarioId());
  }

  @Override
  public void open(OpenContext context) {
    versions =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "versions", Types.STRING, TypeInformation.of(Counted.class)));
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(ScenarioChange change, Context context, Collector<VersionChange> out)
      throws Exception {
    if (change.formulas() != formulas.version()) {
      return; // was on its way when the job stopped; is told again
    }
    String version = change.respondent().version();
    for (Map.Entry<String, Counted> other : versions.entries()) {
      if (!other.getKey().equals(version)) {
        out.collect(compare(change, other.getKey(), other.getValue(), context));
      }
    }
    if (change.after() == null) {
      versions.remove(version);
    } else {
      versions.put(version, new Counted(change.after(), change.asOf()));
    }
  }

  private VersionChange compare(
      ScenarioChange change, String otherVersion, Counted other, Context context) throws Exception {
    String version = change.respondent().version();
    boolean isBaseline = VersionOrder.AS_WRITTEN.compare(version, otherVersion) < 0;
    Computed<ScenarioDrift> drift =
        Computed.of(
            failures,
            context.getCurrentKey(),
            context.timerService().currentProcessingTime(),
            () -> drift(change, isBaseline, other.counts()));
    return new VersionChange(
        change.respondent().model(),
        isBaseline ? version : otherVersion,
        isBaseline ? otherVersion : version,
        change.scenario().set(),
        change.scenario().scenarioId(),
        drift.value(),
        drift.failure(),
        Math.max(change.asOf(), other.asOf()),
        formulas.version());
  }

  private ScenarioDrift drift(ScenarioChange change, boolean isBaseline, ScenarioCounts other) {
    if (change.after() == null) {
      return null;
    }
    ScenarioDrift drift =
        formulas
            .drift()
            .of(
                change.scenario().scenarioId(),
                isBaseline ? change.after() : other,
                isBaseline ? other : change.after());
    if (drift.isTested() && !Double.isFinite(drift.difference())) {
      throw new KeyFailure(
          FailureReason.NOT_FINITE,
          "the difference is " + drift.difference() + ", not a finite number");
    }
    return drift;
  }
}
