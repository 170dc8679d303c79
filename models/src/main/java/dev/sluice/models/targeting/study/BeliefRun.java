// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import java.util.List;

/** What is believed in one run of a {@link TargetingStudy}, as it goes on. Not thread-safe. */
public interface BeliefRun {
  /** What is believed of a graph. */
  interface State {
    /** P(i -> j) at [i][j]. */
    double[][] edges();

    /** Expected structural Hamming distance to the true graph. */
    double expectedShd();

    /** That of the graph that is predicted; NaN where none is. */
    double predictedShd();

    /** Entropy of the belief over graphs, nats. */
    double entropy();
  }

  /** The same so far; the two go on apart. */
  BeliefRun copy();

  /** Takes a draw. */
  void observe(double[] values, VariableSet targets);

  /** Believes what draws since the last time say. */
  State update();

  /**
   * What a rule says of candidates; none that looks at {@link State} alone.
   *
   * @param rows of the next batch
   * @param seed of the decision
   */
  Scores scores(TargetingRule rule, List<Intervention> candidates, int rows, long seed);
}
