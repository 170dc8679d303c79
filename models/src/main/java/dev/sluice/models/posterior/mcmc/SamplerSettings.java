// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc;

import java.io.Serializable;

/**
 * What a refresh by sampling may cost.
 *
 * @param chains independent chains, at least 1
 * @param steps of each chain and refresh, null steps included; then results are the same to the bit
 *     whenever the same data come after the same memory
 * @param seconds after which a refresh answers with what it has, whatever the steps; infinite for
 *     none
 * @param candidates of parents per node, whose subsets are all scored
 * @param seed of all randomness
 */
public record SamplerSettings(int chains, long steps, double seconds, int candidates, long seed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Four chains of two million steps, twelve candidates. */
  public static SamplerSettings defaults() {
    return new SamplerSettings(4, 2_000_000, Double.POSITIVE_INFINITY, 12, 1);
  }
}
