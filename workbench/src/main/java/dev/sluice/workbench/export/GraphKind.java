// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

/** Which graph stands for what is believed. */
enum GraphKind {
  /** Of highest posterior probability; of learners by gradients the acyclic one they predict. */
  MAP,
  /** What learners by gradients predict, with cycles if there are some. */
  PREDICTED,
  /** Edges more probable than not. */
  MEDIAN,
  /** Acyclic, of least expected distance to the true graph. */
  LEAST_SHD,
  /** What of {@link #MAP} observation can tell. */
  CPDAG,
  /** The same with the interventions that there are samples of. */
  I_ESSENTIAL,
  /** Edges that are all there with a given probability. */
  CREDIBLE
}
