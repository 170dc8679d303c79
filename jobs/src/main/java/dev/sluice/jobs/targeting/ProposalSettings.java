// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.models.random.CounterRandom;
import dev.sluice.models.targeting.TargetingRule;
import java.io.Serializable;
import java.util.List;

/**
 * How a job proposes interventions.
 *
 * @param rule that chooses
 * @param rows that a decision asks for
 * @param values that targets may be set to; empty: categories uniformly at random
 * @param after no decision before so many samples
 * @param inFlight decisions that may be open at a time
 * @param patience after which an unanswered decision is proposed again or given up, milliseconds
 * @param attempts how often a decision is proposed before it is given up
 * @param approval whether decisions wait for a person
 * @param stopBelow expected gain in nats per row and unit of cost below which, twice in a row, no
 *     more is proposed; of rules that expect none it is not used
 * @param whenSaturated what to do when even the best score is noise twice in a row; of rules that
 *     expect gains it is not used
 * @param seed of all chance
 */
public record ProposalSettings(
    TargetingRule rule,
    int rows,
    List<Double> values,
    long after,
    int inFlight,
    long patience,
    int attempts,
    boolean approval,
    double stopBelow,
    WhenSaturated whenSaturated,
    long seed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What to do when scores say nothing any more. */
  public enum WhenSaturated {
    /** Propose nothing more. */
    STOP,
    /** Propose each intervention as often as any other. */
    ROUND_ROBIN
  }

  /** Copies the values. */
  public ProposalSettings {
    values = List.copyOf(values);
  }

  /**
   * The seed of what happens in an experiment.
   *
   * @param index which of it
   */
  public long seed(String experimentId, long... index) {
    return CounterRandom.of(seed, experimentId, index).bits(0);
  }

  /** Whether the rule looks at beliefs. */
  public boolean scores() {
    return rule != TargetingRule.RANDOM && rule != TargetingRule.ROUND_ROBIN;
  }

  /** Whether the rule's scores are gains in nats. */
  boolean expectsGains() {
    return rule == TargetingRule.EIG;
  }
}
