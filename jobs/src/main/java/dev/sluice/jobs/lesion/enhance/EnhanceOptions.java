// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.MemorySizeConverter;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the job that moves lesions to healthy brains. */
public final class EnhanceOptions implements Supplier<EnhanceSettings> {

  private static final int MOST_REPLICAS = 10_000;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Option(
      names = "--acceptors",
      required = true,
      paramLabel = "FILE",
      description =
          "Healthy brains that take lesions: CSV with the columns caseId, patientId, split, image,"
              + " and perhaps brain (path of a mask) and phantom (true or false). Read once, when"
              + " the job is submitted; a row of another split than TRAINING is refused.")
  private String acceptors;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "Where images and labels are written, compressed NIfTI-1 files; each TaskManager, and who"
              + " reads the records, must see it under this path.")
  private String out;

  @Option(
      names = "--replicas",
      defaultValue = "5",
      paramLabel = "N",
      description =
          "Synthetic cases of each stroke of the training set (default: ${DEFAULT-VALUE}; of the"
              + " paper 40,000 of 375).")
  private int replicas;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of acceptors, maps and noise (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--feather",
      defaultValue = "1",
      paramLabel = "VOXELS",
      description = "Over which a lesion's edge fades (default: ${DEFAULT-VALUE}).")
  private int feather;

  @Option(
      names = "--most-enhancement",
      defaultValue = "4",
      paramLabel = "RATIO",
      description = "Where the relative signal increase is cut (default: ${DEFAULT-VALUE}).")
  private double mostEnhancement;

  @Option(
      names = "--least-in-brain",
      defaultValue = "0.95",
      paramLabel = "PART",
      description =
          "Part of a moved lesion that must lie in the acceptor's brain (default:"
              + " ${DEFAULT-VALUE}).")
  private double leastInBrain;

  @Option(
      names = "--attempts",
      defaultValue = "30",
      paramLabel = "N",
      description =
          "Random maps that are tried before there is no case (default: ${DEFAULT-VALUE}).")
  private int attempts;

  @Option(
      names = "--noise",
      defaultValue = "1",
      paramLabel = "SD",
      description =
          "Rician noise that is added, in standard deviations of the acceptor's (default:"
              + " ${DEFAULT-VALUE}).")
  private double noise;

  @Option(
      names = "--max-file-bytes",
      defaultValue = "64mb",
      converter = MemorySizeConverter.class,
      paramLabel = "SIZE",
      description = "Most that an image may take uncompressed (default: ${DEFAULT-VALUE}).")
  private MemorySize maxFileBytes;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range, or the file of acceptors cannot be used; the
   *     message names it
   */
  @Override
  public EnhanceSettings get() {
    OptionRange range = new OptionRange(command);
    range.check(
        replicas >= 1 && replicas <= MOST_REPLICAS,
        "--replicas",
        "1 to " + MOST_REPLICAS,
        replicas);
    range.check(feather >= 0 && feather <= 100, "--feather", "0 to 100", feather);
    range.check(
        mostEnhancement > 0 && mostEnhancement <= 1000,
        "--most-enhancement",
        "above 0, at most 1000",
        mostEnhancement);
    range.check(leastInBrain >= 0 && leastInBrain <= 1, "--least-in-brain", "0 to 1", leastInBrain);
    range.check(attempts >= 1 && attempts <= 10_000, "--attempts", "1 to 10000", attempts);
    range.check(noise >= 0 && noise <= 100, "--noise", "0 to 100", noise);
    range.check(
        maxFileBytes.getBytes() >= 1024,
        "--max-file-bytes",
        "at least 1k",
        maxFileBytes.getBytes());
    JobTopics topics = run.topics("enhance");
    return new EnhanceSettings(
        topics,
        readAcceptors(),
        folder(),
        replicas,
        seed,
        feather,
        mostEnhancement,
        leastInBrain,
        attempts,
        noise,
        maxFileBytes.getBytes());
  }

  private Acceptors readAcceptors() {
    try {
      return AcceptorFile.read(acceptors);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--acceptors: " + e.getMessage(), e);
    }
  }

  /** The folder by its whole path: records that name it are read elsewhere. */
  private String folder() {
    try {
      Path path = new Path(out);
      path.getFileSystem();
      return path.toUri().getScheme() == null
          ? java.nio.file.Path.of(out).toAbsolutePath().normalize().toString()
          : path.toString();
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), "--out: " + e.getMessage(), e);
    }
  }
}
