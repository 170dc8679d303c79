// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.connectors.wire.Reason;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.function.ThrowingConsumer;

/**
 * The scenario of the current key, and which answers belong to it. Those to an unknown one wait for
 * its declaration, any number for any time until the scenarios have been read to the end that they
 * had at the job's start. From then on they become dead letters when more wait than the settings
 * allow, the newest first, when they have waited too long, and at the end of a bounded run. After a
 * restart those to a declared scenario wait too until the scenarios have been read, for it may have
 * begun another life meanwhile.
 *
 * <p>Keyed state of an operator, which must call {@link #giveUpWaiting} from its timers. Not
 * thread-safe.
 */
final class AnswerAdmission {

  /** State that every scenario has. */
  static final ValueStateDescriptor<Scenario> SCENARIO =
      new ValueStateDescriptor<>("scenario", TypeInformation.of(Scenario.class));

  private final ValueState<Scenario> declared;
  private final WaitingRoom<Response> waiting;
  private final Ledger ledger;

  AnswerAdmission(RuntimeContext runtime, Ledger ledger, AnswerSettings settings) {
    declared = runtime.getState(SCENARIO);
    waiting =
        new WaitingRoom<>(
            runtime,
            TypeInformation.of(Response.class),
            settings.waitingPlaces(),
            settings.waitingTime(),
            ledger);
    this.ledger = ledger;
  }

  /** The live scenario; null if there is none. */
  Scenario scenario() throws Exception {
    return declared.value();
  }

  /**
   * Decides on an answer.
   *
   * @param refused takes the dead letter that it may become
   * @return its scenario; null if it waits or was refused
   */
  Scenario admit(Response response, TimerService clock, Consumer<DeadLetter> refused)
      throws Exception {
    Scenario scenario = declared.value();
    if (scenario == null) {
      if (!waiting.admit(response, clock)) {
        refused.accept(unknown(response, clock));
      }
      return null;
    }
    if (waiting.hold(response, clock)) {
      return null;
    }
    long timestamp = response.source().timestamp();
    if (scenario.answersFrom() != null && timestamp < scenario.answersFrom()) {
      refused.accept(
          ledger.refuse(
              response.source(), Reason.FORMER_LIFE, formerLife(timestamp, scenario), clock));
      return null;
    }
    return scenario;
  }

  /**
   * Takes a declaration.
   *
   * @param waited takes the answers that waited for it, now to be admitted in order
   */
  void declare(Scenario scenario, TimerService clock, ThrowingConsumer<Response, Exception> waited)
      throws Exception {
    declared.update(scenario);
    waiting.leaveOnceRead(clock, waited);
  }

  /** Forgets the scenario. */
  void end() {
    declared.clear();
  }

  /**
   * Decides on those who may not wait any longer.
   *
   * @param waited takes the answers that waited for a restart's end, now to be admitted in order
   * @param refused takes dead letters of a scenario that is not declared
   */
  void giveUpWaiting(
      TimerService clock,
      ThrowingConsumer<Response, Exception> waited,
      Consumer<DeadLetter> refused)
      throws Exception {
    if (declared.value() != null && !waiting.isRestarting(clock)) {
      waiting.leave(clock, waited);
    } else {
      waiting.giveUp(clock, response -> refused.accept(unknown(response, clock)));
    }
  }

  private DeadLetter unknown(Response response, TimerService clock) {
    return ledger.refuse(
        response.source(),
        Reason.UNKNOWN_SCENARIO,
        "scenarioId: '" + response.scenarioId() + "' is not declared",
        clock);
  }

  private static String formerLife(long timestamp, Scenario scenario) {
    return "record %s: answers to '%s' count from %s on (answersFrom)"
        .formatted(
            timestamp < 0 ? "without timestamp" : "of " + Instant.ofEpochMilli(timestamp),
            scenario.scenarioId(),
            Instant.ofEpochMilli(scenario.answersFrom()));
  }
}
