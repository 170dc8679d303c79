// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.ConfigurationFault;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.Rest;
import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.gauges.SnapshotGauges;
import dev.sluice.models.lesion.evaluation.ModelScores;
import dev.sluice.models.lesion.evaluation.PairedScores;
import dev.sluice.schemas.LesionSnapshot;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the statistics of a model in a group, and tells at most once an interval what they come to.
 *
 * <p>State of a model: its sums, and those of the differences to each other model that has a case
 * in common; sixteen bytes of each bootstrap replicate dominate them, so 16 kB by default each.
 * There is no bound on models in a group; in a case there is, see {@link JoinTruth}.
 */
final class SummariseModel extends KeyedProcessFunction<String, ScoreChange, Keyed<LesionSnapshot>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final LesionSettings settings;

  private transient ValueState<Counted> counted;
  private transient ValueState<ModelScores> scores;
  private transient MapState<String, PairedScores> pairs;
  private transient Rest rest;
  private transient Failures failures;
  private transient SnapshotGauges<LesionSnapshot> gauges;
  private transient Behind behind;
  private transient ListState<String> scoring;

  SummariseModel(LesionSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    gauges =
        SnapshotGauges.open(
            getRuntimeContext(),
            context.getOperatorStateStore(),
            LesionGauges.of(settings.topics().gauges()));
    behind = Behind.open(getRuntimeContext(), context.getOperatorStateStore());
    scoring =
        context
            .getOperatorStateStore()
            .getUnionListState(new ListStateDescriptor<>("scoring", Types.STRING));
    for (String before : scoring.get()) {
      if (!before.equals(settings.scoring())) {
        throw new ConfigurationFault(
            "the state was scored with %s, not with %s".formatted(before, settings.scoring()));
      }
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    gauges.snapshot();
    behind.snapshot();
    scoring.update(List.of(settings.scoring()));
  }

  @Override
  public void open(OpenContext context) {
    counted =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("counted", TypeInformation.of(Counted.class)));
    scores =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("scores", TypeInformation.of(ModelScores.class)));
    pairs =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pairs", Types.STRING, TypeInformation.of(PairedScores.class)));
    failures = new Failures(getRuntimeContext().getMetricGroup());
    rest = new Rest(getRuntimeContext(), failures);
  }

  @Override
  public void processElement(
      ScoreChange change, Context context, Collector<Keyed<LesionSnapshot>> out) throws Exception {
    String key = context.getCurrentKey();
    if (rest.failure() == null) {
      long now = context.timerService().currentProcessingTime();
      rest.attempt(
          key,
          now,
          () -> {
            if (change.isOwn()) {
              take(change);
            } else {
              compare(change);
            }
          });
    }
    Counted before = counted.value() == null ? Counted.none(change) : counted.value();
    counted.update(change.isOwn() ? before.plus(change) : before);
    behind.tell(key, true, gauges.asOf(key, change.at()));
    settings.pace().changed(key, context.timerService());
  }

  private void take(ScoreChange change) throws Exception {
    ModelScores known = scores();
    if (change.before() != null) {
      known.retract(change.patient(), change.before());
    }
    if (change.after() != null) {
      known.observe(change.patient(), change.after());
    }
    scores.update(known);
  }

  private ModelScores scores() throws Exception {
    ModelScores known = scores.value();
    return known == null ? ModelScores.empty(settings.seed(), settings.replicates()) : known;
  }

  private void compare(ScoreChange change) throws Exception {
    PairedScores known = pairs.get(change.other());
    if (known == null) {
      known = PairedScores.empty(settings.seed(), settings.replicates());
    }
    if (change.before() != null && change.otherBefore() != null) {
      known.retract(change.patient(), change.before(), change.otherBefore());
    }
    if (change.after() != null && change.otherAfter() != null) {
      known.observe(change.patient(), change.after(), change.otherAfter());
    }
    if (known.cases() == 0) {
      pairs.remove(change.other());
    } else {
      pairs.put(change.other(), known);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<LesionSnapshot>> out)
      throws Exception {
    String key = context.getCurrentKey();
    settings.pace().rung(key, timestamp, context.timerService());
    Counted known = counted.value();
    if (known == null || known.asOf() == Counted.NEVER) {
      return; // only the other models of a pair have told yet; its own scores are on the way
    }
    long now = context.timerService().currentProcessingTime();
    LesionSnapshot snapshot = snapshot(key, known, now);
    gauges.show(key, snapshot, now);
    behind.caughtUp(key);
    out.collect(new Keyed<>(key, snapshot));
  }

  private LesionSnapshot snapshot(String key, Counted known, long now) throws Exception {
    Failure failure = rest.failure();
    ModelScores own = scores();
    failure = failure == null ? LesionSnapshots.uncompared(known, own, now) : failure;
    if (failure != null) {
      return LesionSnapshots.failed(known, failure, settings);
    }
    try {
      SortedMap<String, PairedScores> all = new TreeMap<>();
      for (Map.Entry<String, PairedScores> pair : pairs.entries()) {
        all.put(pair.getKey(), pair.getValue());
      }
      LesionSnapshot snapshot = LesionSnapshots.of(known, own, all, settings);
      Failures.requireFinite(snapshot);
      return snapshot;
    } catch (Throwable thrown) {
      return LesionSnapshots.failed(known, failures.of(key, thrown, now), settings);
    }
  }
}
