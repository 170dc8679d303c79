// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

/** The methods there are. */
public enum MethodName {
  /** Lippe et al., ICLR 2022. */
  ENCO,
  /** Ke et al., arXiv 1910.01075. */
  DSDI,
  /** Brouillard et al., NeurIPS 2020. */
  DCDI;

  /** Whether draws can be imagined from what it believes: {@code GenerativeMethod}. */
  public boolean imagines() {
    return this != DCDI;
  }

  /** Whether it learns from interventions with unknown targets. */
  public boolean predictsTargets() {
    return this != ENCO;
  }
}
