// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import java.util.Arrays;

/**
 * Sums of losses of one model class, nats; the first index is the scope. Changed in place; public
 * and of primitive arrays only, so that it can be Flink state.
 *
 * @param total since the burn-in
 * @param window in the window that is being filled
 * @param lastWindow in the last full one; NaN while there is none
 * @param unchanged as {@code window}, without the terms of declared targets
 * @param lastUnchanged the same of the last full window
 * @param regime since the regime began
 * @param curve between the points of an adaptation curve, since the regime began
 * @param terms as {@code window}, per term
 * @param lastTerms the same of the last full window
 */
public record Tally(
    double[] total,
    double[] window,
    double[] lastWindow,
    double[] unchanged,
    double[] lastUnchanged,
    double[] regime,
    double[][] curve,
    double[][] terms,
    double[][] lastTerms) {

  private static final int[] SHOTS =
      AdaptationReport.SHOTS.stream().mapToInt(Integer::intValue).toArray();

  static Tally empty(int scopes, int terms) {
    Tally tally =
        new Tally(
            new double[scopes],
            new double[scopes],
            new double[scopes],
            new double[scopes],
            new double[scopes],
            new double[scopes],
            new double[scopes][SHOTS.length],
            new double[scopes][terms],
            new double[scopes][terms]);
    Arrays.fill(tally.lastWindow, Double.NaN);
    Arrays.fill(tally.lastUnchanged, Double.NaN);
    for (double[] last : tally.lastTerms) {
      Arrays.fill(last, Double.NaN);
    }
    return tally;
  }

  /** The index of the stretch of an adaptation curve that a shot (from 1) is in; -1 beyond. */
  static int stretch(long shot) {
    for (int k = 0; k < SHOTS.length; k++) {
      if (shot <= SHOTS[k]) {
        return k;
      }
    }
    return -1;
  }

  /** The number of shots in a stretch of which {@code shots} have been seen in the regime. */
  static long shotsIn(int stretch, long shots) {
    int start = stretch == 0 ? 0 : SHOTS[stretch - 1];
    return Math.max(0, Math.min(shots, SHOTS[stretch]) - start);
  }

  /**
   * Adds the losses of one sample.
   *
   * @param losses per term
   * @param changed mask of the declared targets; NaN is added to the unchanged sums if terms do not
   *     speak of variables or the targets are unknown
   * @param variables whether terms speak of one variable each
   * @param stretch of the adaptation curve, or -1
   */
  void add(int scope, double[] losses, long changed, boolean variables, int stretch) {
    double sum = 0;
    double rest = 0;
    double[] perTerm = terms[scope];
    for (int i = 0; i < losses.length; i++) {
      sum += losses[i];
      perTerm[i] += losses[i];
      rest += (changed >>> i & 1) == 0 ? losses[i] : 0;
    }
    total[scope] += sum;
    window[scope] += sum;
    regime[scope] += sum;
    unchanged[scope] += variables && changed != Observation.UNKNOWN ? rest : Double.NaN;
    if (stretch >= 0) {
      curve[scope][stretch] += sum;
    }
  }

  /** Ends a window. */
  void closeWindow() {
    for (int scope = 0; scope < total.length; scope++) {
      lastWindow[scope] = window[scope];
      window[scope] = 0;
      lastUnchanged[scope] = unchanged[scope];
      unchanged[scope] = 0;
      System.arraycopy(terms[scope], 0, lastTerms[scope], 0, terms[scope].length);
      Arrays.fill(terms[scope], 0);
    }
  }

  /** Begins a regime. */
  void beginRegime() {
    Arrays.fill(regime, 0);
    for (double[] stretches : curve) {
      Arrays.fill(stretches, 0);
    }
  }
}
