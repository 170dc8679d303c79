// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.OptionRange;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of samples that come again, and of those that come before their declaration. */
public final class AdmissionOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--dedup-window",
      defaultValue = "100000",
      paramLabel = "N",
      description =
          "A sample id re-sent within about this many others of its experiment counts as duplicate"
              + " (default: ${DEFAULT-VALUE}).")
  private int dedupWindow;

  @Option(
      names = "--waiting-samples",
      defaultValue = "10000",
      paramLabel = "N",
      description =
          "Samples of an undeclared experiment that may wait for its declaration; any number until"
              + " the declarations have been read to the end that they had at the job's start"
              + " (default: ${DEFAULT-VALUE}).")
  private int waitingSamples;

  @Option(
      names = "--waiting-time",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long they may wait, at least until the declarations have been read (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration waitingTime;

  /**
   * The settings of an experiment that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  public AdmissionSettings settings() {
    OptionRange range = new OptionRange(command);
    range.check(dedupWindow >= 1, "--dedup-window", "at least 1", dedupWindow);
    range.check(waitingSamples >= 0, "--waiting-samples", "at least 0", waitingSamples);
    return new AdmissionSettings(dedupWindow, waitingSamples, waitingTime.toMillis());
  }
}
