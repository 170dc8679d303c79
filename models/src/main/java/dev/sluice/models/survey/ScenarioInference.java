// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.statistics.Interval;
import java.util.ArrayList;
import java.util.List;

/**
 * Intervals and tests of scenarios. What is dear about them depends on few small counters, which
 * many scenarios share, and is remembered for a while. Not safe for use by several threads.
 */
public final class ScenarioInference {
  private static final int MOST_SEQUENCES = 8_192;
  private static final int MOST_DISTRIBUTIONS = 64;

  /** Draws of all forms together: 16 bytes each. */
  private static final int MOST_DRAWS = 1 << 20;

  private final long seed;
  private final int draws;
  private final double level;
  private final Lately<ActionDraws.Key, ActionDraws> forms;
  private final Lately<SweepCounts, Interval> sequences;
  private final Lately<ExactHomogeneity.Totals, ExactHomogeneity> distributions;

  /**
   * Nothing remembered yet.
   *
   * @param seed of credible intervals and permutations
   * @param draws behind a credible interval, at least 1
   * @param level of all intervals, such as 0.95
   */
  public ScenarioInference(long seed, int draws, double level) {
    this.seed = seed;
    this.draws = draws;
    this.level = level;
    forms =
        new Lately<>(
            Math.max(QuestionForm.COUNT, MOST_DRAWS / draws),
            key -> ActionDraws.draw(key, seed, draws));
    sequences = new Lately<>(MOST_SEQUENCES, sweeps -> sweeps.interval(level));
    distributions = new Lately<>(MOST_DISTRIBUTIONS, ExactHomogeneity::new);
  }

  /** Credible intervals; the same counters always get the same ones, blank without answers. */
  public CredibleIntervals credible(ScenarioCounts counts) {
    List<ActionDraws> observed = new ArrayList<>(QuestionForm.COUNT);
    for (QuestionForm form : QuestionForm.values()) {
      if (counts.answers(form) > 0) {
        observed.add(
            forms.of(
                new ActionDraws.Key(
                    form, counts.count(form, Label.ACTION1), counts.count(form, Label.ACTION2))));
      }
    }
    return CredibleIntervals.of(observed, draws, level);
  }

  /** The test of form homogeneity, see {@link FormHomogeneity}. */
  public FormHomogeneity homogeneity(ScenarioCounts counts) {
    return FormHomogeneity.test(counts, seed, distributions::of);
  }

  /** The confidence sequence now, see {@link SweepCounts#interval}. */
  public Interval sequence(SweepCounts sweeps) {
    return sequences.of(sweeps);
  }
}
