// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.lesion.evaluation.CaseScore;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps of each case the latest score of each model, and tells what changes. A prediction that
 * could not be compared becomes a dead letter; if it is the newest of its model, the model has no
 * score there any more.
 *
 * <p>State of a case: a score of some eighty bytes of each of at most {@code --most-models} models.
 */
final class KeepScores extends KeyedProcessFunction<String, Keyed<Compared>, ScoreChange>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private transient MapState<String, Kept> scores;
  private transient Ledger ledger;

  /**
   * What came of a model's newest prediction of a case. State.
   *
   * @param score null if it could not be compared
   */
  public record Kept(CaseScore score) {}

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    scores =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("scores", Types.STRING, TypeInformation.of(Kept.class)));
  }

  @Override
  public void processElement(Keyed<Compared> keyed, Context context, Collector<ScoreChange> out)
      throws Exception {
    Compared compared = checked(keyed.record());
    Comparison comparison = compared.comparison();
    String model = comparison.prediction().model();
    if (compared.score() == null) {
      context.output(
          DeadLetters.TAG,
          ledger.refuseAccepted(
              comparison.prediction().source(),
              compared.reason(),
              compared.fault(),
              context.timerService()));
    }
    Kept kept = scores.get(model);
    CaseScore before = kept == null ? null : kept.score();
    CaseScore after = compared.score();
    int failed = (after == null ? 1 : 0) - (kept != null && before == null ? 1 : 0);
    scores.put(model, new Kept(after));
    ScoreChange change = ScoreChange.own(comparison, before, after, failed);
    out.collect(change);
    if (before == null && after == null) {
      return;
    }
    for (Map.Entry<String, Kept> other : scores.entries()) {
      if (!other.getKey().equals(model) && other.getValue().score() != null) {
        ScoreChange pair = change.with(other.getKey(), other.getValue().score());
        out.collect(pair);
        out.collect(pair.turned());
      }
    }
  }

  /** Refuses a score against another truth than those of other models, whose file has changed. */
  private Compared checked(Compared compared) throws Exception {
    CaseScore score = compared.score();
    if (score == null) {
      return compared;
    }
    String model = compared.comparison().prediction().model();
    for (Map.Entry<String, Kept> other : scores.entries()) {
      CaseScore kept = other.getValue().score();
      if (kept != null && !other.getKey().equals(model) && !isOfOneTruth(score, kept)) {
        return Compared.failed(
            compared.comparison(),
            Reason.UNFIT_MASK,
            "%s: has changed since another model was compared with it"
                .formatted(compared.comparison().truth().truth()));
      }
    }
    return compared;
  }

  private static boolean isOfOneTruth(CaseScore one, CaseScore other) {
    return one.truePositives() + one.falseNegatives()
            == other.truePositives() + other.falseNegatives()
        && one.trueLesions() == other.trueLesions()
        && one.voxelVolume() == other.voxelVolume();
  }
}
