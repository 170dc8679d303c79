// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.MemorySizeConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of how a site learns; the learner is ENCO. */
final class SiteTrainingOptions {

  /** From what a round is learned. */
  enum LearnFrom {
    NEW,
    HELD
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--learn-from",
      defaultValue = "new",
      paramLabel = "DRAWS",
      description =
          "${COMPLETION-CANDIDATES}: from samples since the last answer alone, or from all that are"
              + " held, so that each round counts the same evidence again (default: new).")
  private LearnFrom learnFrom;

  @Option(
      names = "--fresh-networks",
      description = "Networks begin anew in each round, and have no memory of earlier samples.")
  private boolean fresh;

  @Option(
      names = "--epochs",
      defaultValue = "1",
      paramLabel = "N",
      description = "Epochs of training in a round (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--fit-steps",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Steps of the networks in an epoch (default: ${DEFAULT-VALUE}).")
  private int fitSteps;

  @Option(
      names = "--graph-steps",
      defaultValue = "100",
      paramLabel = "N",
      description = "Steps of the beliefs in an epoch (default: ${DEFAULT-VALUE}).")
  private int graphSteps;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Width of the networks, a multiple of 4 (default: 32).")
  private Integer hidden;

  @Option(names = "--batch", paramLabel = "N", description = "Samples per step (default: 128).")
  private Integer batch;

  @Option(
      names = "--graphs",
      paramLabel = "N",
      description = "Graphs per step of beliefs (default: 64).")
  private Integer graphs;

  @Option(
      names = "--sparsity",
      paramLabel = "COST",
      description = "What an edge costs, in nats per sample (default: 0.004).")
  private Double sparsity;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Of weights, batches, graphs, and which samples are held (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--train-threads",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads per subtask that train (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--capacity",
      defaultValue = "10000",
      paramLabel = "N",
      description =
          "Observational samples that a round learns from at most, a random choice (default:"
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
          "An experiment whose held samples would take more memory takes no part (default:"
              + " ${DEFAULT-VALUE}).")
  private MemorySize maxState;

  /**
   * What the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  SiteTraining training() {
    OptionRange range = new OptionRange(command);
    atLeast(range, 1, "--epochs", epochs);
    atLeast(range, 0, "--fit-steps", fitSteps);
    atLeast(range, 0, "--graph-steps", graphSteps);
    atLeast(range, 1, "--train-threads", threads);
    atLeast(range, 1, "--capacity", capacity);
    atLeast(range, 1, "--intervention-capacity", interventionCapacity);
    atLeast(range, 1, "--batch", batch);
    atLeast(range, 2, "--graphs", graphs);
    range.check(
        hidden == null || (hidden >= 4 && hidden % 4 == 0), "--hidden", "a multiple of 4", hidden);
    range.check(
        sparsity == null || (sparsity >= 0 && Double.isFinite(sparsity)),
        "--sparsity",
        "at least 0",
        sparsity);
    return new SiteTraining(
        new MethodChoice(MethodName.ENCO, hidden, batch, graphs, sparsity, false, seed),
        new Capacity(capacity, interventionCapacity),
        epochs,
        fitSteps,
        graphSteps,
        threads,
        learnFrom == LearnFrom.HELD,
        fresh,
        maxState.getBytes());
  }

  private static void atLeast(OptionRange range, int least, String option, Integer value) {
    range.check(value == null || value >= least, option, "at least " + least, value);
  }
}
