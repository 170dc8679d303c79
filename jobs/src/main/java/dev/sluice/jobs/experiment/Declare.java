// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.HeldBack;
import dev.sluice.schemas.Experiment;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Keeps the live declaration of each experiment and announces it, its revisions and its end to all
 * buckets. A revision may change priors and the true graph, but not the variables: statistics of
 * the one would be no statistics of the other. A declaration whose samples count from later on
 * begins a new life. Until the declarations have been read to the end that they had at the job's
 * start, only the last word on each experiment is announced.
 */
final class Declare extends KeyedProcessFunction<String, DeclarationRecord, Announcement>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** Metric: how many experiments are live. */
  private static final String EXPERIMENTS = "experiments";

  private final int buckets;
  private final SerializableFunction<Experiment, String> limits;

  private transient ValueState<Declaration> live;
  private transient ValueState<Declaration> former;
  private transient HeldBack heldBack;
  private transient Ledger ledger;

  /**
   * @param buckets of each experiment
   * @param limits says what a declaration asks of the job in vain; null if nothing
   */
  Declare(int buckets, SerializableFunction<Experiment, String> limits) {
    this.buckets = buckets;
    this.limits = limits;
  }

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
    live =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("declaration", TypeInformation.of(Declaration.class)));
    former =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("former", TypeInformation.of(Declaration.class)));
    heldBack = new HeldBack(getRuntimeContext(), ledger);
  }

  @Override
  public void processElement(DeclarationRecord input, Context context, Collector<Announcement> out)
      throws Exception {
    Declaration before = live.value();
    if (input.experiment() == null && !input.experimentId().isEmpty()) {
      ledger.accepted();
      if (before != null) {
        live.clear();
        former.update(before);
        ledger.change(EXPERIMENTS, -1);
        tell(true, context, out);
      }
      return;
    }
    Decoded<Declaration> decoded = resolve(input);
    if (decoded.record() == null) {
      context.output(
          DeadLetters.TAG, ledger.refuse(input.source(), decoded, context.timerService()));
      return;
    }
    ledger.accepted();
    if (before == null) {
      ledger.change(EXPERIMENTS, 1);
    }
    live.update(decoded.record());
    tell(before != null && decoded.record().generation() != before.generation(), context, out);
  }

  /** Announces what is live now, at once or when the declarations have been read. */
  private void tell(boolean ended, Context context, Collector<Announcement> out) throws Exception {
    if (!heldBack.hold(ended, context.timerService())) {
      announce(context.getCurrentKey(), ended, false, out);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Announcement> out)
      throws Exception {
    HeldBack.News news = heldBack.release();
    if (news != HeldBack.News.NONE) {
      announce(context.getCurrentKey(), news == HeldBack.News.ENDED, true, out);
    }
  }

  private Decoded<Declaration> resolve(DeclarationRecord input) throws Exception {
    if (input.experiment() == null) {
      return Decoded.refused(Reason.MALFORMED, "neither key nor value");
    }
    if (!input.keyedByExperiment()) {
      return Decoded.refused(
          Reason.INVALID_DECLARATION,
          "experimentId: '" + input.experimentId() + "' is not the record's key");
    }
    RawRecord source = input.source();
    Decoded<Declaration> decoded =
        Declaration.of(input.experiment(), source.offset(), source.timestamp());
    if (decoded.record() == null) {
      return decoded;
    }
    String beyond = limits.apply(input.experiment());
    if (beyond != null) {
      return Decoded.refused(Reason.INVALID_DECLARATION, beyond);
    }
    Declaration before = live.value();
    String tooLong = before == null ? Declaration.lengthFault(input.experiment()) : null;
    if (tooLong != null) {
      return Decoded.refused(Reason.INVALID_DECLARATION, tooLong);
    }
    if (before == null || decoded.record().beginsAnew(before)) {
      return decoded;
    }
    Long samplesFrom = decoded.record().samplesFrom();
    if (samplesFrom != null && samplesFrom < before.samplesFrom()) {
      return Decoded.refused(
          Reason.INVALID_DECLARATION,
          "samplesFrom: %d is before that of the live experiment, %d"
              .formatted(samplesFrom, before.samplesFrom()));
    }
    if (!decoded.record().hasVariablesOf(before)) {
      return Decoded.refused(
          Reason.INVALID_DECLARATION,
          "variables: not those of the live experiment '"
              + input.experimentId()
              + "'; end it first with a tombstone");
    }
    return Decoded.of(decoded.record().revising(before));
  }

  /**
   * @param withFormer whether an end needs the declaration that it ends, because that was held back
   *     with it: whatever an earlier run has told of the experiment must end too
   */
  private void announce(
      String experimentId, boolean ended, boolean withFormer, Collector<Announcement> out)
      throws Exception {
    Declaration declaration = live.value();
    Declaration gone = declaration == null ? former.value() : null;
    former.clear();
    for (int bucket = 0; bucket < buckets; bucket++) {
      if (gone != null && withFormer) {
        out.collect(new Announcement(experimentId, bucket, gone));
      }
      if (ended) {
        out.collect(new Announcement(experimentId, bucket, null));
      }
      if (declaration != null) {
        out.collect(new Announcement(experimentId, bucket, declaration));
      }
    }
  }
}
