// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.detection;

import java.util.Arrays;

/**
 * The z-test of two adjacent windows: an alarm when the means of the last {@value #WINDOW} inputs
 * and of the {@value #WINDOW} before them are more than {@value #THRESHOLD} standard errors apart;
 * then it begins anew. Nothing is promised about false alarms.
 *
 * <p>The state is an array that the caller keeps: the number of inputs, sum and sum of squares of
 * the older and of the newer window, and the inputs of both as a ring.
 */
public final class WindowComparison {
  static final int WINDOW = 1_000;
  private static final double THRESHOLD = 4;

  private static final int COUNT = 0;
  private static final int OLDER = 1;
  private static final int NEWER = 3;
  private static final int RING = 5;

  private WindowComparison() {}

  /** The state before the first input. */
  public static double[] initial() {
    return new double[RING + 2 * WINDOW];
  }

  /**
   * Takes in one input.
   *
   * @param state changed in place
   * @return whether there is an alarm; the state is then the initial one
   */
  public static boolean observe(double[] state, double x) {
    int at = (int) (state[COUNT] % (2 * WINDOW));
    if (state[COUNT] >= WINDOW) {
      double passed = state[RING + (at + WINDOW) % (2 * WINDOW)];
      add(state, NEWER, passed, -1);
      add(state, OLDER, passed, 1);
    }
    if (state[COUNT] >= 2 * WINDOW) {
      add(state, OLDER, state[RING + at], -1);
    }
    add(state, NEWER, x, 1);
    state[RING + at] = x;
    state[COUNT]++;
    boolean alarm = state[COUNT] >= 2 * WINDOW && Math.abs(z(state)) > THRESHOLD;
    if (alarm) {
      Arrays.fill(state, 0);
    }
    return alarm;
  }

  private static void add(double[] state, int window, double x, int sign) {
    state[window] += sign * x;
    state[window + 1] += sign * x * x;
  }

  private static double z(double[] state) {
    double error = Math.sqrt((variance(state, OLDER) + variance(state, NEWER)) / WINDOW);
    return (state[NEWER] - state[OLDER]) / WINDOW / error;
  }

  private static double variance(double[] state, int window) {
    double mean = state[window] / WINDOW;
    return state[window + 1] / WINDOW - mean * mean;
  }
}
