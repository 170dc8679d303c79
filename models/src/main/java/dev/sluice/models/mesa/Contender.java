// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

/**
 * A learner, and whether it knows the newest pair when it predicts.
 *
 * <p>The references released with arXiv 2309.05858, least squares and the iterations of proposition
 * 2, leave the newest pair out: at step t they know the pairs up to t - 1. The paper's formulas,
 * its gradient step and its models know it. Only {@link Timing#CAUSAL} compares like with like;
 * {@link Timing#LAGGED} is there to find the released numbers again.
 *
 * @param learner what learns
 * @param timing which pairs it knows
 */
public record Contender(InContextLearner learner, Timing timing) {

  /** With the newest pair. */
  public static Contender causal(InContextLearner learner) {
    return new Contender(learner, Timing.CAUSAL);
  }

  /** Without the newest pair, as released. */
  public static Contender lagged(InContextLearner learner) {
    return new Contender(learner, Timing.LAGGED);
  }

  /** The learner's label, and the timing's if it is lagged. */
  public String label() {
    return timing == Timing.CAUSAL ? learner.label() : learner.label() + " " + timing.label();
  }

  /** Which pairs a prediction is made with. */
  public enum Timing {
    /** All that have come, the newest included. */
    CAUSAL("causal"),
    /** All but the newest. */
    LAGGED("released (lagged)");

    private final String label;

    Timing(String label) {
      this.label = label;
    }

    /** As tables say it. */
    public String label() {
      return label;
    }
  }
}
