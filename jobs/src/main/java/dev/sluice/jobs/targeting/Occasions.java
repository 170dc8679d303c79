// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * When candidates are to be scored: as soon as there are samples enough, when a decision has all
 * its rows, and when samples have grown by half, for those who give a decision up. Between two of
 * these nobody can make use of scores. Keyed state of an operator, under the name {@code occasion}.
 */
public final class Occasions {

  private static final double GROWTH = 1.5;

  private final ProposalSettings settings;
  private final ValueState<Occasion> state;

  /** Opens the state. */
  public Occasions(RuntimeContext runtime, ProposalSettings settings) {
    this.settings = settings;
    state =
        runtime.getState(
            new ValueStateDescriptor<>("occasion", TypeInformation.of(Occasion.class)));
  }

  /**
   * Whether it is time.
   *
   * @param samples let in so far
   * @param answers among them since the last call
   */
  public boolean isDue(long samples, List<AnsweredRows> answers) throws Exception {
    Occasion last = state.value();
    if (last == null) {
      last = new Occasion(-1, Map.of());
    }
    boolean complete = false;
    Map<String, Long> rows = last.rows();
    for (AnsweredRows answer : answers) {
      long come = rows.getOrDefault(answer.decisionId(), 0L) + answer.rows();
      rows = new HashMap<>(rows);
      if (come >= settings.rows()) {
        complete = true;
        rows.remove(answer.decisionId());
      } else {
        rows.put(answer.decisionId(), come);
      }
    }
    if (rows.size() > AnsweredRows.MOST_DECISIONS) {
      rows = Map.of();
      complete = true;
    }
    boolean first = last.samples() < 0;
    boolean due =
        samples >= settings.after() && (complete || first || samples >= GROWTH * last.samples());
    if (due || rows != last.rows()) {
      state.update(new Occasion(due ? samples : last.samples(), rows));
    }
    return due;
  }

  /** Scores are due as if there had been none: beliefs are others. */
  public void renew() throws Exception {
    Occasion last = state.value();
    if (last != null) {
      state.update(new Occasion(-1, last.rows()));
    }
  }

  /** Forgets the experiment. */
  public void end() {
    state.clear();
  }
}
