// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import java.util.Arrays;

/**
 * The Page-Hinkley test for a mean that rises, in the form and with the constants that users of
 * River know: S = max(0, alpha S + x - mean - delta), an alarm when S reaches the threshold after
 * {@value #MINIMUM} inputs or more; then it begins anew. One-sided: it is meant for losses, and a
 * loss that falls is no alarm. Nothing is promised about false alarms.
 *
 * <p>The state is an array of {@value #SIZE} doubles that the caller keeps.
 */
public final class PageHinkley {
  private static final int MINIMUM = 30;
  private static final double DELTA = 0.005;
  private static final double THRESHOLD = 50;
  private static final double ALPHA = 0.9999;

  private static final int SIZE = 3;
  private static final int COUNT = 0;
  private static final int MEAN = 1;
  private static final int SUM = 2;

  private PageHinkley() {}

  /** The state before the first input. */
  public static double[] initial() {
    return new double[SIZE];
  }

  /**
   * Takes in one input.
   *
   * @param state changed in place
   * @return whether there is an alarm; the state is then the initial one
   */
  public static boolean observe(double[] state, double x) {
    state[COUNT]++;
    state[MEAN] += (x - state[MEAN]) / state[COUNT];
    state[SUM] = Math.max(0, ALPHA * state[SUM] + x - state[MEAN] - DELTA);
    boolean alarm = state[COUNT] >= MINIMUM && state[SUM] >= THRESHOLD;
    if (alarm) {
      Arrays.fill(state, 0);
    }
    return alarm;
  }
}
