// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.MemorySizeConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.jobs.experiment.AdmissionOptions;
import dev.sluice.jobs.targeting.ProposalOptions;
import dev.sluice.jobs.targeting.ProposalSettings;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.targeting.neural.NeuralTargeting;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the discovery job. */
public final class DiscoveryOptions implements Supplier<DiscoverySettings> {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Mixin private AdmissionOptions admission;

  @Mixin private MethodOptions method;

  @Mixin private ProposalOptions proposals;

  @Option(
      names = "--train-every",
      defaultValue = "1000",
      paramLabel = "N",
      description =
          "Train for a round after so many further samples of an experiment (default:"
              + " ${DEFAULT-VALUE}).")
  private int trainEvery;

  @Option(
      names = "--train-growth",
      defaultValue = "1.1",
      paramLabel = "FACTOR",
      description =
          "And not before its samples have grown by this factor, so that a long stream does not owe"
              + " ever more rounds (default: ${DEFAULT-VALUE}).")
  private double trainGrowth;

  @Option(
      names = "--epochs",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "Rounds at the end of a run with --bounded, which trains at its end alone (default:"
              + " ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--fit-steps",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Steps of the networks in a round (default: ${DEFAULT-VALUE}).")
  private int fitSteps;

  @Option(
      names = "--graph-steps",
      defaultValue = "100",
      paramLabel = "N",
      description = "Steps of the beliefs in a round (default: ${DEFAULT-VALUE}).")
  private int graphSteps;

  @Option(
      names = "--train-threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads per subtask that train (default: ${DEFAULT-VALUE}).")
  private int trainThreads;

  @Option(
      names = "--capacity",
      defaultValue = "10000",
      paramLabel = "N",
      description =
          "Observational samples of an experiment that are held, a random choice of all (default:"
              + " ${DEFAULT-VALUE}).")
  private int capacity;

  @Option(
      names = "--intervention-capacity",
      defaultValue = "1000",
      paramLabel = "N",
      description = "The same for each intervention (default: ${DEFAULT-VALUE}).")
  private int interventionCapacity;

  @Option(
      names = "--max-state",
      defaultValue = "512m",
      converter = MemorySizeConverter.class,
      paramLabel = "SIZE",
      description =
          "An experiment that would take more memory than this is only counted (default:"
              + " ${DEFAULT-VALUE}).")
  private MemorySize maxState;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  @Override
  public DiscoverySettings get() {
    OptionRange range = new OptionRange(command);
    range.check(trainEvery >= 1, "--train-every", "at least 1", trainEvery);
    range.check(
        trainGrowth >= 1 && Double.isFinite(trainGrowth),
        "--train-growth",
        "at least 1",
        trainGrowth);
    range.check(epochs >= 1, "--epochs", "at least 1", epochs);
    range.check(fitSteps >= 0, "--fit-steps", "at least 0", fitSteps);
    range.check(graphSteps >= 0, "--graph-steps", "at least 0", graphSteps);
    range.check(trainThreads >= 1, "--train-threads", "at least 1", trainThreads);
    range.check(capacity >= 1, "--capacity", "at least 1", capacity);
    range.check(
        interventionCapacity >= 1, "--intervention-capacity", "at least 1", interventionCapacity);
    MethodChoice choice = method.choice();
    return new DiscoverySettings(
        run.topics("discovery"),
        choice,
        new TrainingSettings(trainEvery, trainGrowth, epochs, fitSteps, graphSteps, trainThreads),
        new Capacity(capacity, interventionCapacity),
        maxState.getBytes(),
        admission.settings(),
        proposals(choice.method()));
  }

  private ProposalSettings proposals(MethodName learner) {
    ProposalSettings settings = proposals.settings(TargetScoring.RULES);
    if (settings != null) {
      try {
        NeuralTargeting.requireServed(settings.rule(), learner);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(
            command.commandLine(),
            "--propose %s with --method %s: %s"
                .formatted(
                    settings.rule().label(),
                    learner.name().toLowerCase(Locale.ROOT),
                    e.getMessage()));
      }
    }
    return settings;
  }
}
