// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Refuses options that are out of range.
 *
 * @param command that an error belongs to
 */
public record OptionRange(CommandSpec command) {

  /**
   * Refuses a value.
   *
   * @param holds whether it is in range
   * @param option its name
   * @param range what it must be, for a person
   * @param value what it is
   * @throws ParameterException if it is not; the message says all of that
   */
  public void check(boolean holds, String option, String range, Object value) {
    if (!holds) {
      throw new ParameterException(
          command.commandLine(), option + ": must be " + range + ", is " + value);
    }
  }
}
