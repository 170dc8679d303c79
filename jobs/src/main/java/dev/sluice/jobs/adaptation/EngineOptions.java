// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.Learners;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of how models are compared and shifts detected. */
final class EngineOptions {

  /** One gradient step for each single sample would cost much and learn little. */
  private static final int NEURAL_BATCH = 32;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--burn-in",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Samples before the source models are frozen; only then are models compared and shifts"
              + " detected (default: ${DEFAULT-VALUE}).")
  private int burnIn;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Samples that are predicted, then learned together. They wait until so many are there"
              + " (default: 1, for networks 32).")
  private Integer batch;

  @Option(
      names = "--memory",
      defaultValue = "Infinity",
      paramLabel = "N",
      description =
          "Observations that models which go on learning remember (default: ${DEFAULT-VALUE}).")
  private double memory;

  @Option(
      names = "--evidence",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "Samples that the past weighs when a mechanism begins to adapt (default:"
              + " ${DEFAULT-VALUE}).")
  private double evidence;

  @Option(
      names = "--challenger-memory",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "Observations that a detector's challenger remembers, above 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double challengerMemory;

  @Option(
      names = "--run-length",
      defaultValue = "20000",
      paramLabel = "N",
      description =
          "Nominal average run length to a false alarm, samples per mechanism (default:"
              + " ${DEFAULT-VALUE}).")
  private double runLength;

  @Option(
      names = "--probation",
      defaultValue = "200",
      paramLabel = "N",
      description =
          "Samples from an alarm to the decision on the adapted mechanism (default:"
              + " ${DEFAULT-VALUE}).")
  private int probation;

  @Option(
      names = "--acceptance",
      defaultValue = "3",
      paramLabel = "NATS",
      description =
          "Log evidence against a mechanism at which it is replaced (default: ${DEFAULT-VALUE}).")
  private double acceptance;

  @Option(
      names = "--replay",
      defaultValue = "512",
      paramLabel = "N",
      description =
          "Samples kept for learning again from the estimated time of a change (default:"
              + " ${DEFAULT-VALUE}).")
  private int replay;

  @Option(
      names = "--library",
      defaultValue = "8",
      paramLabel = "N",
      description =
          "Retired mechanisms kept per variable for shifts that recur (default: ${DEFAULT-VALUE}).")
  private int library;

  @Option(
      names = "--window",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Samples of a window of the metrics (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Of random orders and initial weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  AdaptationSettings settings(Learners learners) {
    int usual = learners == Learners.NEURAL ? NEURAL_BATCH : 1;
    try {
      return new AdaptationSettings(
          burnIn,
          batch == null ? usual : batch,
          memory,
          evidence,
          challengerMemory,
          runLength,
          probation,
          acceptance,
          replay,
          library,
          window,
          seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), option(e.getMessage()), e);
    }
  }

  /** A message that begins with the name of a setting, as one that names its option. */
  private static String option(String message) {
    int end = message.indexOf(':');
    String words = message.substring(0, end).replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return "--" + words + message.substring(end);
  }
}
