// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.Rest;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.gauges.Behind;
import dev.sluice.jobs.targeting.AnsweredRows;
import dev.sluice.jobs.targeting.News;
import dev.sluice.jobs.targeting.Occasions;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Merges the partial statistics of an experiment and asks for its posterior: when the evidence has
 * grown enough, at most once per refresh interval; when it has grown by less, after the latest
 * time.
 *
 * <p>Each bucket's contributions come in order, so an experiment is forgotten when the last bucket
 * has said that it has ended; what belongs to an earlier generation is passed over. An experiment
 * whose statistics cannot be merged rests, and begins empty at its next declaration.
 */
final class Statistics extends KeyedProcessFunction<String, Contribution, RefreshRequest>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  /** Asks for scores of what may be proposed. */
  static final OutputTag<RefreshRequest> SCORES =
      new OutputTag<>("scores", TypeInformation.of(RefreshRequest.class));

  private final PosteriorSettings settings;

  private transient ValueState<Running> running;
  private transient KeptTables tables;
  private transient Rest rest;
  private transient Counter contributions;
  private transient Behind behind;

  /** Null if nothing is proposed. */
  private transient Occasions occasions;

  Statistics(PosteriorSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    behind = Behind.open(getRuntimeContext(), context.getOperatorStateStore());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    behind.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    running =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("running", TypeInformation.of(Running.class)));
    tables = new KeptTables(getRuntimeContext());
    rest = new Rest(getRuntimeContext(), new Failures(getRuntimeContext().getMetricGroup()));
    if (settings.proposals() != null) {
      occasions = new Occasions(getRuntimeContext(), settings.proposals());
    }
    contributions = getRuntimeContext().getMetricGroup().counter("contributions");
  }

  @Override
  public void processElement(Contribution news, Context context, Collector<RefreshRequest> out)
      throws Exception {
    Running before = running.value();
    long generation = before == null ? -1 : before.declaration().generation();
    boolean declares = news.kind() == Contribution.Kind.DECLARED;
    if (news.generation() < generation || (!declares && news.generation() > generation)) {
      return;
    }
    switch (news.kind()) {
      case DECLARED -> {
        rest.lift();
        if (news.generation() > generation) {
          running.update(Running.begin(news.declaration()));
          tables.clear();
          context.timerService().registerEventTimeTimer(Pace.END_OF_STREAM);
        } else if (news.declaration().revision() > before.declaration().revision()) {
          running.update(before.revised(news.declaration()));
          renewScores();
        }
        refreshWhenDue(context, out);
        scoreWhenDue(true, List.of(), context);
      }
      case EVIDENCE -> {
        contributions.inc();
        if (rest.failure() == null) {
          running.update(absorbed(before, news, context));
          behind.tell(news.experimentId(), true, before.asOf());
          refreshWhenDue(context, out);
          scoreWhenDue(false, news.answered(), context);
        }
      }
      case FAILED -> {
        running.update(before.failed(news.failure()));
        refreshWhenDue(context, out);
        renewScores();
        scoreWhenDue(false, List.of(), context);
      }
      case ENDED -> end(before, context, out);
    }
  }

  private Running absorbed(Running before, Contribution evidence, Context context)
      throws Exception {
    try {
      return tables.absorb(before, evidence);
    } catch (Throwable thrown) {
      tables.clear();
      long now = context.timerService().currentProcessingTime();
      return before.emptied(rest.begin(context.getCurrentKey(), thrown, now));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<RefreshRequest> out)
      throws Exception {
    Running now = running.value();
    if (now == null || now.ended()) {
      return;
    }
    if (timestamp == Pace.END_OF_STREAM) {
      if (now.ahead()) {
        request(now, context, out);
      }
    } else {
      refreshWhenDue(context, out);
    }
  }

  private void refreshWhenDue(Context context, Collector<RefreshRequest> out) throws Exception {
    Running state = running.value();
    if (state.ended() || !state.ahead()) {
      return;
    }
    long due = state.dueAt(settings.refresh());
    if (due <= context.timerService().currentProcessingTime()) {
      request(state, context, out);
    } else {
      context.timerService().registerProcessingTimeTimer(due);
    }
  }

  private void request(Running state, Context context, Collector<RefreshRequest> out)
      throws Exception {
    running.update(state.requested(context.timerService().currentProcessingTime()));
    behind.caughtUp(context.getCurrentKey());
    out.collect(asItStands(state));
  }

  private RefreshRequest asItStands(Running state) throws Exception {
    return new RefreshRequest(
        state.declaration(), tables.copy(state.statistics()), state.asOf(), state.failure());
  }

  private void renewScores() throws Exception {
    if (occasions != null) {
      occasions.renew();
    }
  }

  /** Tells those who decide, and asks for scores when they can make use of them. */
  private void scoreWhenDue(boolean declares, List<AnsweredRows> answers, Context context)
      throws Exception {
    Running state = running.value();
    if (occasions == null || state.ended()) {
      return;
    }
    Declaration declaration = state.declaration();
    long samples = state.statistics().observed();
    boolean due = occasions.isDue(samples, answers);
    boolean possible = false;
    if (declares || due) {
      String beyond = ScoreTargets.beyond(declaration, settings);
      News declared = News.declared(declaration, settings.proposals(), beyond);
      context.output(News.TAG, declared);
      possible = declared.reason() == null;
    }
    if (!answers.isEmpty()) {
      context.output(News.TAG, News.answered(declaration.experimentId(), answers, samples));
    }
    if (due && possible) {
      context.output(SCORES, asItStands(state));
    }
  }

  private void end(Running state, Context context, Collector<RefreshRequest> out) throws Exception {
    if (!state.ended()) {
      RefreshRequest end = new RefreshRequest(state.declaration(), null, state.asOf(), null);
      out.collect(end);
      behind.caughtUp(context.getCurrentKey());
      if (occasions != null) {
        context.output(SCORES, end);
        context.output(News.TAG, News.ended(state.declaration().experimentId()));
        occasions.end();
      }
      context.timerService().deleteEventTimeTimer(Pace.END_OF_STREAM);
    }
    Running ended = state.oneMoreEnded();
    if (ended.endedBuckets() == settings.statistics().buckets()) {
      running.clear();
      tables.clear();
      rest.lift();
    } else {
      running.update(ended);
    }
  }
}
