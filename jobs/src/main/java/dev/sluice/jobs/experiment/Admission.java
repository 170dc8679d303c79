// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * Checks samples against the declaration of their experiment and counts re-sent ones once. Those of
 * an undeclared experiment wait, any number for any time until the declarations have been read to
 * the end that they had at the job's start. From then on they become dead letters when more wait
 * than may, the newest first, when they have waited too long, and at the end of a bounded run.
 * After a restart those of a declared experiment wait too until the declarations have been read,
 * for it may have begun another life meanwhile.
 *
 * <p>Keyed state of an operator, which must call {@link #giveUpWaiting} from its timers. Not
 * thread-safe.
 *
 * @param <T> a sample that passed the checks
 */
public final class Admission<T> {

  private final ValueState<Declaration> declared;
  private final WaitingRoom<Draw> waiting;
  private final SeenIds seen;
  private final Ledger ledger;
  private final BiFunction<Draw, Declaration, Decoded<T>> check;

  /**
   * Opens the state of an operator.
   *
   * @param ledger counts what becomes of samples
   * @param settings of a key
   * @param check of a sample against its declaration
   */
  public Admission(
      RuntimeContext runtime,
      Ledger ledger,
      AdmissionSettings settings,
      BiFunction<Draw, Declaration, Decoded<T>> check) {
    declared =
        runtime.getState(
            new ValueStateDescriptor<>("declaration", TypeInformation.of(Declaration.class)));
    waiting =
        new WaitingRoom<>(
            runtime,
            TypeInformation.of(Draw.class),
            settings.waitingSamples(),
            settings.waitingTime(),
            ledger);
    seen = new SeenIds(runtime, settings.dedupWindow());
    this.ledger = ledger;
    this.check = check;
  }

  /** The live declaration; null if there is none. */
  public Declaration declaration() throws Exception {
    return declared.value();
  }

  /**
   * Decides on a sample.
   *
   * @param refused takes the dead letter that it may become
   * @return the sample, now to be used; null if it waits, had been seen or was refused
   */
  public T admit(Draw draw, TimerService clock, Consumer<DeadLetter> refused) throws Exception {
    Declaration declaration = declared.value();
    if (declaration == null) {
      if (!waiting.admit(draw, clock)) {
        refused.accept(undeclared(draw, clock));
      }
      return null;
    }
    if (waiting.hold(draw, clock)) {
      return null;
    }
    Decoded<T> checked =
        isOfThisLife(draw, declaration)
            ? check.apply(draw, declaration)
            : Decoded.refused(Reason.FORMER_LIFE, formerLife(draw, declaration));
    if (checked.record() == null) {
      refused.accept(ledger.refuse(draw.source(), checked, clock));
      return null;
    }
    if (draw.sampleId() != null && !seen.add(draw.sampleId())) {
      ledger.duplicate();
      return null;
    }
    ledger.accepted();
    return checked.record();
  }

  /**
   * Takes a declaration.
   *
   * @param waited takes the samples that waited for it, now to be admitted in order
   */
  public void declare(
      Declaration declaration, TimerService clock, ThrowingConsumer<Draw, Exception> waited)
      throws Exception {
    declared.update(declaration);
    waiting.leaveOnceRead(clock, waited);
  }

  /** Forgets the experiment. */
  public void end() {
    declared.clear();
    seen.clear();
  }

  /**
   * Decides on those who may not wait any longer.
   *
   * @param waited takes the samples that waited for a restart's end, now to be admitted in order
   * @param refused takes dead letters of an experiment that is not declared
   */
  public void giveUpWaiting(
      TimerService clock, ThrowingConsumer<Draw, Exception> waited, Consumer<DeadLetter> refused)
      throws Exception {
    if (declared.value() != null && !waiting.isRestarting(clock)) {
      waiting.leave(clock, waited);
    } else {
      waiting.giveUp(clock, draw -> refused.accept(undeclared(draw, clock)));
    }
  }

  /** By the record's own timestamp: drawnAt may be years before, and is the producer's to say. */
  private static boolean isOfThisLife(Draw draw, Declaration declaration) {
    return declaration.samplesFrom() == null
        || draw.source().timestamp() >= declaration.samplesFrom();
  }

  private static String formerLife(Draw draw, Declaration declaration) {
    long timestamp = draw.source().timestamp();
    return "record %s: samples of '%s' count from %s on (samplesFrom)"
        .formatted(
            timestamp < 0 ? "without timestamp" : "of " + Instant.ofEpochMilli(timestamp),
            declaration.experimentId(),
            Instant.ofEpochMilli(declaration.samplesFrom()));
  }

  private DeadLetter undeclared(Draw draw, TimerService clock) {
    return ledger.refuse(
        draw.source(),
        Reason.UNDECLARED_EXPERIMENT,
        "experimentId: '" + draw.experimentId() + "' is not declared",
        clock);
  }
}
