// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm;

import java.util.Locale;

/**
 * When the mechanisms of a source change, and how: first samples of the source, then one segment
 * per shift, all of the same length.
 *
 * @param shift what a shift does
 * @param source samples of the source, at least 0
 * @param shots samples of each segment that follows, at least 1
 * @param shifts segments after the source, at least 0
 * @param targets mechanisms that a shift changes, at least 1
 * @param transition samples over which a {@link Shift#GRADUAL} shift comes in, 1 to shots
 */
public record ShiftSchedule(
    Shift shift, long source, long shots, int shifts, int targets, long transition) {

  /** What a shift does. In each, other mechanisms are as in the source. */
  public enum Shift {
    /** The targets are redrawn from their law. */
    REDRAW_ONE,
    /** The targets are set at random: their parents are cut. */
    PERFECT,
    /** The targets are redrawn, and old and new are mixed for a while. */
    GRADUAL,
    /**
     * The targets are redrawn, then the source returns, then others are redrawn, then the source
     * returns, and so on with the same two shifts.
     */
    RECURRENT;

    /** The name on the command line, such as {@code redraw-one}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The shift of a code.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Shift parse(String code) {
      for (Shift shift : values()) {
        if (shift.code().equals(code)) {
          return shift;
        }
      }
      throw new IllegalArgumentException(
          "'%s' is not a shift (redraw-one, perfect, gradual, recurrent)".formatted(code));
    }

    /** What kind of intervention this is. */
    public InterventionKind kind() {
      return this == PERFECT ? InterventionKind.PERFECT : InterventionKind.SOFT;
    }
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public ShiftSchedule {
    require(source >= 0, "source", source, "at least 0");
    require(shots >= 1, "shots", shots, "at least 1");
    require(shifts >= 0, "shifts", shifts, "at least 0");
    require(targets >= 1, "targets", targets, "at least 1");
    require(transition >= 1 && transition <= shots, "transition", transition, "1 to " + shots);
  }

  /** The number of samples. */
  public long length() {
    return source + shots * shifts;
  }

  /** The segment of a sample: 0 for the source, then 1, 2, ... */
  int segment(long index) {
    return index < source ? 0 : (int) (1 + (index - source) / shots);
  }

  /** The number of a sample within its segment. */
  long position(long index) {
    return index < source ? index : (index - source) % shots;
  }

  private static void require(boolean holds, String name, long value, String range) {
    if (!holds) {
      throw new IllegalArgumentException("%s: must be %s, is %d".formatted(name, range, value));
    }
  }
}
