// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.WaitingRoom;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.federation.rounds.RoundKeeper;
import dev.sluice.models.federation.rounds.RoundKeeperState;
import dev.sluice.models.federation.rounds.Verdict;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the rounds of federations: hands messages and the time to {@link RoundKeeper}, and its news
 * to who tells them. A federation that is declared has one timer, of processing time; messages wait
 * only where none is declared. Those of a declared one need not wait after a restart: what a site
 * says it says after this job has told it to, which state is never behind of.
 *
 * <p>Of a federation that has ended the number of the next round stays: one that is declared again
 * must not ask for masks that were used.
 */
final class Coordinate extends KeyedCoProcessFunction<String, SiteMessage, Announcement, Telling>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;
  private static final long MILLIS = 1000;

  /** Of so many rounds the histogram of their seconds is. */
  private static final int WINDOW = 1000;

  private final CoordinatorSettings settings;

  private transient ValueState<Coordinated> state;
  private transient ValueState<Long> nextRound;
  private transient WaitingRoom<SiteMessage> waiting;
  private transient Failures failures;
  private transient Ledger ledger;
  private transient Histogram roundSeconds;

  Coordinate(CoordinatorSettings settings) {
    this.settings = settings;
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
    state =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>("federation", TypeInformation.of(Coordinated.class)));
    nextRound = getRuntimeContext().getState(new ValueStateDescriptor<>("next-round", Types.LONG));
    waiting =
        new WaitingRoom<>(
            getRuntimeContext(),
            TypeInformation.of(SiteMessage.class),
            settings.waitingMessages(),
            settings.waitingTime(),
            ledger);
    failures = new Failures(getRuntimeContext().getMetricGroup());
    roundSeconds =
        getRuntimeContext()
            .getMetricGroup()
            .histogram("roundSeconds", new DescriptiveStatisticsHistogram(WINDOW));
  }

  @Override
  public void processElement1(SiteMessage message, Context context, Collector<Telling> out)
      throws Exception {
    TimerService clock = context.timerService();
    Coordinated known = state.value();
    if (known == null) {
      if (!waiting.admit(message, clock)) {
        refuse(message, Reason.UNDECLARED_EXPERIMENT, undeclared(message), context);
      }
      return;
    }
    if (known.failure() != null) {
      refuse(message, Reason.RESTING, known.failure().ofRecord(), context);
      return;
    }
    long now = clock.currentProcessingTime();
    RoundKeeper keeper;
    Verdict verdict;
    try {
      keeper = keeper(known);
      verdict = Hearing.hear(keeper, message, now);
    } catch (RuntimeException e) {
      Failure failure = failures.of(message.federation(), e, now);
      refuse(message, Reason.RESTING, failure.ofRecord(), context);
      fail(known, failure, clock, out);
      return;
    }
    account(message, verdict, context);
    keep(known, keeper, now, clock, out);
  }

  private static String undeclared(SiteMessage message) {
    return "federation: '" + message.federation() + "' is not declared";
  }

  private RoundKeeper keeper(Coordinated known) {
    return new RoundKeeper(Federation.of(known.declaration(), settings).terms(), known.rounds());
  }

  private void account(SiteMessage message, Verdict verdict, Context context) {
    switch (verdict.reception()) {
      case ACCEPTED -> ledger.accepted();
      case REPEATED -> ledger.duplicate();
      case LATE -> ledger.late();
      case CONFLICTING -> refuse(message, Reason.CONTRADICTION, verdict.reason(), context);
      case EARLY, STRANGER, UNFIT ->
          refuse(message, Reason.UNFIT_MESSAGE, verdict.reason(), context);
    }
  }

  private void refuse(SiteMessage message, Reason reason, String why, Context context) {
    context.output(
        DeadLetters.TAG, ledger.refuse(message.source(), reason, why, context.timerService()));
  }

  @Override
  public void processElement2(Announcement news, Context context, Collector<Telling> out)
      throws Exception {
    Coordinated known = state.value();
    Declaration declaration = news.declaration();
    TimerService clock = context.timerService();
    if (declaration == null) {
      if (known != null) {
        end(known, clock, out);
      }
      return;
    }
    if (known != null && known.declaration().revision() >= declaration.revision()) {
      return;
    }
    if (known != null && !Revisions.matter(known.declaration(), declaration, settings)) {
      state.update(
          new Coordinated(
              declaration, known.life(), known.rounds(), known.failure(), known.timer()));
      return;
    }
    begin(known, declaration, clock, out);
    waiting.leave(clock, message -> processElement1(message, context, out));
  }

  private void begin(
      Coordinated before, Declaration declaration, TimerService clock, Collector<Telling> out)
      throws Exception {
    if (before != null) {
      forget(before, clock);
    }
    Coordinated begun = new Coordinated(declaration, declaration.revision(), null, null, 0);
    long now = clock.currentProcessingTime();
    long round = nextRound.value() == null ? 0 : nextRound.value();
    RoundKeeper keeper;
    try {
      keeper = RoundKeeper.begin(Federation.of(declaration, settings).terms(), round, now);
    } catch (RuntimeException e) {
      fail(begun, failures.of(declaration.experimentId(), e, now), clock, out);
      return;
    }
    keep(begun, keeper, now, clock, out);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Telling> out)
      throws Exception {
    TimerService clock = context.timerService();
    Coordinated known = state.value();
    if (known == null) {
      waiting.giveUp(
          clock,
          message -> refuse(message, Reason.UNDECLARED_EXPERIMENT, undeclared(message), context));
    } else if (known.failure() == null && known.timer() == timestamp) {
      long now = clock.currentProcessingTime();
      RoundKeeper keeper;
      try {
        keeper = keeper(known);
        keeper.pass(now);
      } catch (RuntimeException e) {
        fail(known, failures.of(context.getCurrentKey(), e, now), clock, out);
        return;
      }
      keep(known, keeper, now, clock, out);
    }
  }

  /**
   * Keeps what is known now, tells what there is to tell, and sets the timer.
   *
   * @param now the time that the keeper was told last
   */
  private void keep(
      Coordinated known, RoundKeeper keeper, long now, TimerService clock, Collector<Telling> out)
      throws Exception {
    Hearing.tell(known, keeper, out);
    long timer = DueTimer.set(known.timer(), keeper.dueAt(), now, clock);
    RoundKeeperState rounds = keeper.state();
    if (known.rounds() != null && rounds.openedAt() != known.rounds().openedAt()) {
      roundSeconds.update((rounds.openedAt() - known.rounds().openedAt()) / MILLIS);
    }
    state.update(new Coordinated(known.declaration(), known.life(), rounds, null, timer));
  }

  private void fail(Coordinated known, Failure failure, TimerService clock, Collector<Telling> out)
      throws Exception {
    DueTimer.delete(known.timer(), clock);
    state.update(new Coordinated(known.declaration(), known.life(), known.rounds(), failure, 0));
    out.collect(new Telling(known.declaration(), known.life(), null, failure, failure.since()));
  }

  private void forget(Coordinated known, TimerService clock) throws Exception {
    DueTimer.delete(known.timer(), clock);
    if (known.rounds() != null) {
      nextRound.update(known.rounds().round() + 1);
    }
    state.clear();
  }

  private void end(Coordinated known, TimerService clock, Collector<Telling> out) throws Exception {
    forget(known, clock);
    out.collect(
        new Telling(known.declaration(), known.life(), null, null, clock.currentProcessingTime()));
  }
}
