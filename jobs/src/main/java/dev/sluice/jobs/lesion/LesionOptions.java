// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import dev.sluice.connectors.Pace;
import dev.sluice.jobs.DurationConverter;
import dev.sluice.jobs.MemorySizeConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.models.lesion.evaluation.ModelScores;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the job of the lesion study. */
public final class LesionOptions implements Supplier<LesionSettings> {

  /** Each pair of models has statistics of its own, and a snapshot tells of all others. */
  private static final int MOST_MODELS = 256;

  private static final int MOST_REPLICATES = 100_000;

  /** What an array of bytes may hold, but for a few. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Option(
      names = "--minimum-volume",
      defaultValue = "0",
      paramLabel = "MM3",
      description =
          "A case is detected if a predicted component has at least this volume, in cubic"
              + " millimetres; 0 for any voxel. Must stay the same when restarting from a savepoint"
              + " (default: ${DEFAULT-VALUE}).")
  private double minimumVolume;

  @Option(
      names = "--waiting-predictions",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "Predictions for a case that is not declared that may wait for it; any number until the"
              + " cases have been read to the end that they had at the job's start (default:"
              + " ${DEFAULT-VALUE}).")
  private int waitingPredictions;

  @Option(
      names = "--waiting-time",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long they may wait, at least until the cases have been read (default:"
              + " ${DEFAULT-VALUE}).")
  private Duration waitingTime;

  @Option(
      names = "--most-models",
      defaultValue = "16",
      paramLabel = "N",
      description =
          "Models that may predict a case, at most 256; predictions of more become dead letters"
              + " (default: ${DEFAULT-VALUE}).")
  private int mostModels;

  @Option(
      names = "--max-file-bytes",
      defaultValue = "64mb",
      converter = MemorySizeConverter.class,
      paramLabel = "SIZE",
      description =
          "A prediction of which a file, uncompressed, is larger becomes a dead letter (default:"
              + " ${DEFAULT-VALUE}).")
  private MemorySize maxFileBytes;

  @Option(
      names = "--compare-threads",
      defaultValue = "2",
      paramLabel = "N",
      description = "Threads of each subtask that read files (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--level",
      defaultValue = "0.95",
      paramLabel = "P",
      description = "Of all intervals (default: ${DEFAULT-VALUE}).")
  private double level;

  @Option(
      names = "--bootstrap-replicates",
      defaultValue = "" + ModelScores.REPLICATES,
      paramLabel = "N",
      description =
          "Of the bootstrap over patients; 0 for none. Must stay the same when restarting from a"
              + " savepoint (default: ${DEFAULT-VALUE}).")
  private int replicates;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Of the bootstrap. Must stay the same when restarting from a savepoint (default:"
              + " ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--emit-interval",
      defaultValue = "2s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "Each model is written at most once in this time (default: ${DEFAULT-VALUE}).")
  private Duration emitInterval;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range; the message names it
   */
  @Override
  public LesionSettings get() {
    OptionRange range = new OptionRange(command);
    range.check(
        minimumVolume >= 0 && Double.isFinite(minimumVolume),
        "--minimum-volume",
        "at least 0",
        minimumVolume);
    range.check(waitingPredictions >= 0, "--waiting-predictions", "at least 0", waitingPredictions);
    range.check(
        mostModels >= 1 && mostModels <= MOST_MODELS,
        "--most-models",
        "1 to " + MOST_MODELS,
        mostModels);
    long bytes = maxFileBytes.getBytes();
    range.check(bytes >= 1 && bytes <= MOST_BYTES, "--max-file-bytes", "1 to " + MOST_BYTES, bytes);
    range.check(threads >= 1, "--compare-threads", "at least 1", threads);
    range.check(level > 0 && level < 1, "--level", "between 0 and 1", level);
    range.check(
        replicates >= 0 && replicates <= MOST_REPLICATES,
        "--bootstrap-replicates",
        "0 to " + MOST_REPLICATES,
        replicates);
    range.check(emitInterval.toMillis() >= 1, "--emit-interval", "at least 1ms", emitInterval);
    return new LesionSettings(
        run.topics("lesion"),
        minimumVolume + 0.0,
        waitingPredictions,
        waitingTime.toMillis(),
        mostModels,
        bytes,
        threads,
        level,
        replicates,
        seed,
        new Pace(emitInterval.toMillis()));
  }
}
