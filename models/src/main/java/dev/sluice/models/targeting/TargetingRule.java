// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting;

import java.util.Locale;

/** Rules that choose the next intervention. */
public enum TargetingRule {
  /** Each candidate as likely as any other. */
  RANDOM,
  /** The candidate chosen least often so far; at first in random order. */
  ROUND_ROBIN,
  /** See {@link dev.sluice.models.targeting.exact.InformationGain}. */
  EIG,
  /** See {@link Discrepancy}. */
  AIT,
  /** See {@link Disagreement}. */
  CBED,
  /** See {@link Heuristics#edgeEntropy}. */
  ENTROPY,
  /** See {@link Heuristics#expectedDescendants}. */
  DESCENDANTS,
  /** See {@link Heuristics#error}: in simulations only. */
  ORACLE,
  /** See {@link dev.sluice.models.targeting.neural.ExpectedGradient}. */
  GIT,
  /** The same with draws of the true system: in simulations only. */
  GIT_PRIVILEGED;

  /** Its name in options, tables and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
