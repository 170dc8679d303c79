// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.models.lesion.database.DatabaseSizes;
import dev.sluice.models.lesion.network.TrainingSettings;
import dev.sluice.models.lesion.network.UNetSettings;
import dev.sluice.models.lesion.study.LesionOutcome;
import dev.sluice.models.lesion.study.LesionStudy;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice study lesion}: whether synthetic lesions help, on phantoms. */
@Command(
    name = "lesion",
    description = {
      "A phantom study: do networks find lesions better that also learn from synthetic ones?",
      "",
      "Phantoms of heads are drawn and split by patient; lesions of the few real strokes are moved"
          + " to healthy heads; a 3-D U-Net learns from each of four databases, one from the real"
          + " strokes moved as a whole (augmented), and a control from shuffled labels. All are"
          + " tested on the same phantoms, which none has seen. It shows what the method does to"
          + " simulated images, and nothing about patients.",
      "",
      "Results are functions of the options, but for the seconds. Written to --out: lesion.csv (a"
          + " line for each test case and network), slices with truth and predictions, and a"
          + " Bland-Altman plot of volumes.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study lesion",
      "  sluice study lesion --seeds 1 --steps 200 --many 200      # a few minutes"
    })
public final class StudyLesion implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--edge",
      paramLabel = "N",
      defaultValue = "16",
      description = "Voxels along each axis of a phantom (default: ${DEFAULT-VALUE}).")
  private int edge;

  @Option(
      names = "--clinical",
      paramLabel = "N",
      defaultValue = "12",
      description =
          "Labelled strokes: the clinical-like database, and the donors of all synthetic cases"
              + " (default: ${DEFAULT-VALUE}).")
  private int clinical;

  @Option(
      names = "--synthetic",
      paramLabel = "N",
      defaultValue = "100",
      description = "Synthetic cases of the databases that have some (default: ${DEFAULT-VALUE}).")
  private int synthetic;

  @Option(
      names = "--many",
      paramLabel = "N",
      defaultValue = "800",
      description = "Synthetic cases of the database that has many (default: ${DEFAULT-VALUE}).")
  private int many;

  @Option(
      names = "--normals",
      paramLabel = "N",
      defaultValue = "80",
      description = "Healthy phantoms that take lesions (default: ${DEFAULT-VALUE}).")
  private int normals;

  @Option(
      names = "--test-strokes",
      paramLabel = "N",
      defaultValue = "60",
      description = "Test cases with lesions (default: ${DEFAULT-VALUE}).")
  private int testStrokes;

  @Option(
      names = "--test-normals",
      paramLabel = "N",
      defaultValue = "60",
      description = "Test cases without (default: ${DEFAULT-VALUE}).")
  private int testNormals;

  @Option(
      names = "--base",
      paramLabel = "N",
      defaultValue = "6",
      description = "Channels of the network's first level (default: ${DEFAULT-VALUE}).")
  private int base;

  @Option(
      names = "--levels",
      paramLabel = "N",
      defaultValue = "3",
      description = "Resolutions of the network (default: ${DEFAULT-VALUE}).")
  private int levels;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "2",
      description = "Cases of a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--learning-rate",
      paramLabel = "RATE",
      defaultValue = "0.002",
      description = "Of Adam, at most 0.003 (default: ${DEFAULT-VALUE}).")
  private double learningRate;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Steps of each training (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--minimum-volume",
      paramLabel = "MM3",
      defaultValue = "2",
      description =
          "Of a predicted component for its case to be detected, cubic millimetres; a voxel of a"
              + " phantom is 1 (default: ${DEFAULT-VALUE}).")
  private double minimumVolume;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many times all is done (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first; the others follow (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "lesion-study",
      description = "Folder of the results (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public void run() {
    LesionStudy.Settings settings = settings();
    StudyFolder out = StudyFolder.open(folder);
    Progress progress =
        new Progress(spec.commandLine().getErr(), "training steps", LesionStudy.steps(settings));
    List<LesionOutcome> outcomes = LesionStudy.run(settings, progress::step);
    out.write("lesion.csv", LesionCsv.lines(outcomes));
    LesionPlots.draw(outcomes, out);
    PrintWriter printed = spec.commandLine().getOut();
    new LesionTable(settings, outcomes).lines().forEach(printed::println);
    printed.println("written to " + folder);
  }

  private LesionStudy.Settings settings() {
    require(edge >= 8 && edge <= 128, "--edge", "from 8 to 128", edge);
    require(clinical >= 2, "--clinical", "at least 2", clinical);
    require(synthetic >= 1, "--synthetic", "at least 1", synthetic);
    require(many >= synthetic, "--many", "at least --synthetic", many);
    require(normals >= 1, "--normals", "at least 1", normals);
    require(testStrokes >= 2, "--test-strokes", "at least 2", testStrokes);
    require(testNormals >= 0, "--test-normals", "at least 0", testNormals);
    require(base >= 1 && base <= 64, "--base", "from 1 to 64", base);
    require(
        levels >= 2 && levels <= 5 && edge % (1 << (levels - 1)) == 0,
        "--levels",
        "from 2 to 5, and the edge divisible by 2^(levels - 1)",
        levels);
    require(batch >= 1 && batch <= 64, "--batch", "from 1 to 64", batch);
    require(
        learningRate > 0 && learningRate <= TrainingSettings.MOST_RATE,
        "--learning-rate",
        "above 0 and at most " + TrainingSettings.MOST_RATE,
        learningRate);
    require(steps >= 1, "--steps", "at least 1", steps);
    require(
        minimumVolume >= 0 && Double.isFinite(minimumVolume),
        "--minimum-volume",
        "at least 0",
        minimumVolume);
    require(seeds >= 1, "--seeds", "at least 1", seeds);
    return new LesionStudy.Settings(
        edge,
        new DatabaseSizes(clinical, synthetic, many),
        normals,
        testStrokes,
        testNormals,
        new UNetSettings(edge, base, levels),
        batch,
        learningRate,
        steps,
        minimumVolume,
        seeds,
        firstSeed);
  }

  private static void require(boolean holds, String option, String range, Object value) {
    if (!holds) {
      throw new Failure("%s must be %s, is %s".formatted(option, range, value));
    }
  }
}
