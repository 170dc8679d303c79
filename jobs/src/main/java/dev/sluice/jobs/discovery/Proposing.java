// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.jobs.targeting.AnsweredRows;
import dev.sluice.jobs.targeting.News;
import dev.sluice.jobs.targeting.Occasions;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.domain.VariableSet;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;

/**
 * What {@link Gather} tells those who decide, and when they need scores: by counts of samples
 * alone. Counter {@code unmatchedRows} counts samples that answer a decision where nobody decides.
 */
final class Proposing {

  /** Null if nothing is proposed, and then so are occasions. */
  private final ProposalSettings settings;

  private final Occasions occasions;
  private final Counter unmatchedRows;

  Proposing(RuntimeContext runtime, ProposalSettings settings) {
    this.settings = settings;
    occasions = settings == null ? null : new Occasions(runtime, settings);
    unmatchedRows = runtime.getMetricGroup().counter("unmatchedRows");
  }

  /**
   * A sample was let in.
   *
   * @param now what is gathered with it
   * @return whether scores are due
   */
  boolean admitted(
      Draw draw,
      CheckedSample sample,
      Declaration declaration,
      Gathered now,
      KeyedCoProcessFunction<?, ?, ?, ?>.Context context)
      throws Exception {
    if (settings == null) {
      if (draw.decisionId() != null) {
        unmatchedRows.inc();
      }
      return false;
    }
    List<AnsweredRows> answers = answers(draw, sample);
    boolean due = occasions.isDue(now.samples(), answers);
    boolean possible = due && tell(declaration, now, context);
    if (!answers.isEmpty()) {
      context.output(News.TAG, News.answered(declaration.experimentId(), answers, now.samples()));
    }
    return possible;
  }

  private static List<AnsweredRows> answers(Draw draw, CheckedSample sample) {
    if (draw.decisionId() == null) {
      return List.of();
    }
    // Nobody asks for an intervention without targets: unknown ones are others than asked for.
    VariableSet targets = sample.targets() == null ? VariableSet.EMPTY : sample.targets();
    return List.of(new AnsweredRows(draw.decisionId(), targets, 1));
  }

  /**
   * There are other beliefs than those that were scored last: the experiment is declared, perhaps
   * with other knowledge, or a bounded run ends.
   *
   * @param trains whether there is to be a round at once; else scores are due at a sample to come
   * @return whether scores are due
   */
  boolean renewed(
      Declaration declaration,
      Gathered now,
      boolean trains,
      KeyedCoProcessFunction<?, ?, ?, ?>.Context context)
      throws Exception {
    if (settings == null) {
      return false;
    }
    boolean possible = tell(declaration, now, context);
    occasions.renew();
    return possible && trains && occasions.isDue(now.samples(), List.of());
  }

  /**
   * Tells of the declaration: more often than it changes, as a job may begin to propose when it is
   * started again.
   *
   * @return whether it makes sense to ask for scores, or for the failure in their place
   */
  private boolean tell(
      Declaration declaration, Gathered now, KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
    String failure = now.failure() == null ? null : now.failure().text();
    News declared = News.declared(declaration, settings, failure);
    context.output(News.TAG, declared);
    return failure != null || declared.reason() == null;
  }

  /** The experiment has ended. */
  void ended(Declaration declaration, KeyedCoProcessFunction<?, ?, ?, ?>.Context context) {
    if (settings != null) {
      context.output(News.TAG, News.ended(declaration.experimentId()));
      occasions.end();
    }
  }
}
