// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

/**
 * An edge of a graph.
 *
 * @param from position of a variable
 * @param to position of another
 * @param directed whether it is known to run from the one to the other
 * @param probability that it runs so
 * @param reverse probability that it runs the other way
 */
record GraphEdge(int from, int to, boolean directed, double probability, double reverse) {

  /** The probability that the edge is there as it is shown. */
  double shown() {
    return directed ? probability : Math.min(1, probability + reverse);
  }
}
