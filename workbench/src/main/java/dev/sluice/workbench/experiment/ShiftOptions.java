// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.models.scm.ShiftSchedule.Shift;
import dev.sluice.workbench.command.Failure;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that say how the mechanisms of a simulated system change. */
public final class ShiftOptions {
  @Option(
      names = "--source",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Samples before the first shift (default: ${DEFAULT-VALUE}).")
  private long source;

  @Option(
      names = "--shots",
      paramLabel = "N",
      defaultValue = "500",
      description = "Samples after each shift (default: ${DEFAULT-VALUE}).")
  private long shots;

  @Option(
      names = "--shift",
      paramLabel = "SHIFT",
      defaultValue = "redraw-one",
      converter = Shifts.class,
      description = "What a shift does, see above (default: ${DEFAULT-VALUE}).")
  private Shift shift;

  @Option(
      names = "--shifts",
      paramLabel = "COUNT",
      defaultValue = "3",
      description = "Shifts one after another (default: ${DEFAULT-VALUE}).")
  private int shifts;

  @Option(
      names = "--targets",
      paramLabel = "N",
      defaultValue = "1",
      description = "Mechanisms that a shift changes (default: ${DEFAULT-VALUE}).")
  private int targets;

  @Option(
      names = "--transition",
      paramLabel = "N",
      description = "Samples over which a gradual shift comes in. Default: half of --shots.")
  private Long transition;

  /**
   * The schedule that the options say.
   *
   * @throws Failure naming the option that is out of range
   */
  ShiftSchedule schedule() {
    long samples = transition == null ? Math.max(1, shots / 2) : transition;
    try {
      return new ShiftSchedule(shift, source, shots, shifts, targets, samples);
    } catch (IllegalArgumentException e) {
      throw new Failure("--" + e.getMessage(), e);
    }
  }

  /** Reads kinds of shifts. */
  public static final class Shifts implements ITypeConverter<Shift> {
    @Override
    public Shift convert(String text) {
      try {
        return Shift.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
