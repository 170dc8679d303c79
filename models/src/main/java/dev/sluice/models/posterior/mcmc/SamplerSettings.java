// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import dev.sluice.models.posterior.family.FamilyScores;
import java.io.Serializable;

/**
 * What a refresh by sampling may cost.
 *
 * @param chains independent chains, at least 1; at least 2 are needed to converge
 * @param steps of single edges of each chain and refresh, null steps included, at least 1; then
 *     results are the same to the bit whenever the same data come after the same memory
 * @param seconds after which a refresh answers with what it has, whatever the steps; infinite for
 *     none
 * @param candidates of parents per node, whose subsets are all scored
 * @param seed of all randomness
 * @param graphs of the chains that are to be given beside the posterior, at most; 0 for none
 */
public record SamplerSettings(
    int chains, long steps, double seconds, int candidates, long seed, int graphs)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The most chains. */
  public static final int MAX_CHAINS = 64;

  /** The most candidates of a node. */
  public static final int MAX_CANDIDATES = FamilyScores.MAX_CANDIDATES;

  /** The most graphs that are given beside a posterior. */
  public static final int MAX_GRAPHS = 100_000;

  private static final int BRIEF = 20;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException naming the parameter
   */
  public SamplerSettings {
    check(chains >= 1 && chains <= MAX_CHAINS, "chains must be 1 to 64: " + chains);
    check(steps >= 1, "steps must be at least 1: " + steps);
    check(seconds > 0, "seconds must be above 0: " + seconds);
    check(
        candidates >= 0 && candidates <= MAX_CANDIDATES,
        "candidates must be 0 to 20: " + candidates);
    check(graphs >= 0 && graphs <= MAX_GRAPHS, "graphs must be 0 to 100000: " + graphs);
  }

  /** Settings that give no graphs beside the posterior. */
  public SamplerSettings(int chains, long steps, double seconds, int candidates, long seed) {
    this(chains, steps, seconds, candidates, seed, 0);
  }

  /** Four chains of two million steps, twelve candidates. */
  public static SamplerSettings defaults() {
    return new SamplerSettings(4, 2_000_000, Double.POSITIVE_INFINITY, 12, 1);
  }

  /** The same bounded by steps alone. */
  public SamplerSettings ofSteps(long most) {
    return new SamplerSettings(chains, most, Double.POSITIVE_INFINITY, candidates, seed, graphs);
  }

  /** The same bounded by seconds alone. */
  public SamplerSettings ofSeconds(double most) {
    return new SamplerSettings(chains, Long.MAX_VALUE, most, candidates, seed, graphs);
  }

  /**
   * A {@value #BRIEF}th of the budget, be it of steps or of seconds: for what is not worth more,
   * and must not hold up what comes after it.
   */
  public SamplerSettings briefly() {
    return new SamplerSettings(
        chains,
        Math.max(1, steps / BRIEF),
        Math.max(Double.MIN_VALUE, seconds / BRIEF),
        candidates,
        seed,
        graphs);
  }

  /** The same with other randomness. */
  public SamplerSettings seeded(long other) {
    return new SamplerSettings(chains, steps, seconds, candidates, other, graphs);
  }

  /**
   * The same with up to so many graphs beside the posterior, whose bits they do not change; see
   * {@link Sampled#graphs}.
   */
  public SamplerSettings withGraphs(int most) {
    return new SamplerSettings(chains, steps, seconds, candidates, seed, most);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
