// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation.study;

import dev.sluice.models.adaptation.Prequential;
import dev.sluice.models.detection.Adwin;
import dev.sluice.models.detection.EBenjaminiHochberg;
import dev.sluice.models.detection.PageHinkley;
import dev.sluice.models.detection.ShiryaevRoberts;
import dev.sluice.models.detection.WindowComparison;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ways to notice that a mechanism has changed, for comparison. */
public enum Detector {
  /** Shiryaev-Roberts on likelihood ratios with e-BH: what decides in {@link Prequential}. */
  SHIRYAEV_ROBERTS(Signal.LIKELIHOOD_RATIO),
  /** ADWIN on the centred loss. */
  ADWIN_CENTRED(Signal.CENTRED_LOSS),
  /** Page-Hinkley on the centred loss. */
  PAGE_HINKLEY_CENTRED(Signal.CENTRED_LOSS),
  /** The z-test of two windows on the centred loss. */
  Z_TEST_CENTRED(Signal.CENTRED_LOSS),
  /** ADWIN on the raw loss: the wrong signal. */
  ADWIN_RAW(Signal.RAW_LOSS),
  /** Page-Hinkley on the raw loss: the wrong signal. */
  PAGE_HINKLEY_RAW(Signal.RAW_LOSS),
  /** The z-test of two windows on the raw loss: the wrong signal. */
  Z_TEST_RAW(Signal.RAW_LOSS);

  /** What a detector reads of a sample, for each mechanism. */
  enum Signal {
    /** Loss of a champion that goes on learning less that of a challenger that forgets fast. */
    LIKELIHOOD_RATIO,
    /** Loss less the entropy that the mechanism itself expects. */
    CENTRED_LOSS,
    /** The loss; it also moves where only the distribution of the parents has changed. */
    RAW_LOSS
  }

  /** A detector at work on all mechanisms. */
  @FunctionalInterface
  interface Alarms {
    /**
     * Takes in one sample; a mechanism with an alarm begins anew.
     *
     * @param signals one per mechanism
     * @param watched mask of the mechanisms that count
     * @param at samples observed before this one
     * @return mask of the mechanisms with an alarm
     */
    long observe(double[] signals, long watched, long at);
  }

  /** A test of one mechanism, with its state. */
  @FunctionalInterface
  private interface Test {
    boolean observe(double[] state, double signal);
  }

  private final Signal signal;

  Detector(Signal signal) {
    this.signal = signal;
  }

  Signal signal() {
    return signal;
  }

  /**
   * The detector before the first sample.
   *
   * @param runLength nominal samples to a false alarm of one mechanism; those without such a
   *     promise ignore it
   */
  Alarms begin(int mechanisms, double runLength) {
    return switch (this) {
      case SHIRYAEV_ROBERTS -> evidence(mechanisms, runLength);
      case ADWIN_CENTRED, ADWIN_RAW -> each(mechanisms, Adwin::initial, Adwin::observe);
      case PAGE_HINKLEY_CENTRED, PAGE_HINKLEY_RAW ->
          each(mechanisms, PageHinkley::initial, PageHinkley::observe);
      case Z_TEST_CENTRED, Z_TEST_RAW ->
          each(mechanisms, WindowComparison::initial, WindowComparison::observe);
    };
  }

  private static Alarms evidence(int mechanisms, double runLength) {
    double[][] states = states(mechanisms, ShiryaevRoberts::initial);
    double[] logValues = new double[mechanisms];
    return (signals, watched, at) -> {
      for (int i = 0; i < mechanisms; i++) {
        ShiryaevRoberts.observe(states[i], signals[i], at);
        logValues[i] = ShiryaevRoberts.logValue(states[i]);
      }
      double level = Long.bitCount(watched) / runLength;
      long alarms = EBenjaminiHochberg.flagged(logValues, watched, level);
      for (long rest = alarms; rest != 0; rest &= rest - 1) {
        ShiryaevRoberts.reset(states[Long.numberOfTrailingZeros(rest)]);
      }
      return alarms;
    };
  }

  private static Alarms each(int mechanisms, Supplier<double[]> initial, Test test) {
    double[][] states = states(mechanisms, initial);
    return (signals, watched, at) -> {
      long alarms = 0;
      for (long rest = watched; rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        alarms |= test.observe(states[i], signals[i]) ? 1L << i : 0;
      }
      return alarms;
    };
  }

  private static double[][] states(int mechanisms, Supplier<double[]> initial) {
    return Stream.generate(initial).limit(mechanisms).toArray(double[][]::new);
  }
}
