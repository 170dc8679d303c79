// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.models.adaptation.study.DetectionStudy;
import dev.sluice.models.adaptation.study.Detector;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice study detection}: how well detectors find the mechanism that changes. */
@Command(
    name = "detection",
    description = {
      "Compare detectors of changed mechanisms on many simulated systems.",
      "",
      "The mechanisms of the true graph are learned in the burn-in and frozen. A time without change"
          + " counts false alarms; then one mechanism is redrawn, and it is counted which mechanism"
          + " has the first alarm, how late, and which unchanged ones have one too. Results are"
          + " functions of the options.",
      "",
      "Detectors:",
      "  shiryaev-roberts  likelihood ratio, with e-BH: what decides in the adaptation job",
      "  adwin             window that is cut where its parts differ (MOA)",
      "  page-hinkley      cumulative deviation from the mean (River)",
      "  z-test            last 1000 samples against the 1000 before, |z| > 4",
      "Their signal, other than of the first:",
      "  centred           loss less the entropy that the mechanism expects, given the parents",
      "  raw               loss: moves where only the parents' distribution does",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study detection",
      "  sluice study detection --seeds 10 --densities er-1 --burn-in 5000 --out results"
    })
public final class StudyDetection implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private final StudySystems systems = new StudySystems("60", "er-1,er-2", "mlp:3");

  @Option(
      names = "--burn-in",
      paramLabel = "N",
      split = ",",
      defaultValue = "20000,2000",
      description = "Samples from which the mechanisms are learned (default: ${DEFAULT-VALUE}).")
  private List<Integer> burnIn;

  @Option(
      names = "--stationary",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Samples after it without a change (default: ${DEFAULT-VALUE}).")
  private int stationary;

  @Option(
      names = "--changed",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Samples after the change (default: ${DEFAULT-VALUE}).")
  private int changed;

  @Option(
      names = "--run-length",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "Nominal samples to a false alarm of one mechanism of shiryaev-roberts (default:"
              + " ${DEFAULT-VALUE}).")
  private double runLength;

  @Option(
      names = "--challenger-memory",
      paramLabel = "N",
      defaultValue = "30",
      description =
          "Observations that its challenger remembers of each state of the parents (default:"
              + " ${DEFAULT-VALUE}).")
  private double challengerMemory;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write detection.csv there: one line per system and detector.")
  private Path out;

  @Override
  public void run() {
    DetectionStudy.Settings settings = settings();
    Optional<StudyFolder> folder = Optional.ofNullable(out).map(StudyFolder::open);
    DetectionTable table = new DetectionTable(settings, rows(settings));
    folder.ifPresent(files -> files.write("detection.csv", table.csv()));
    table.lines().forEach(spec.commandLine().getOut()::println);
  }

  private DetectionStudy.Settings settings() {
    try {
      return new DetectionStudy.Settings(
          systems.densities(),
          systems.nodes(),
          systems.mechanisms(),
          burnIn,
          stationary,
          changed,
          runLength,
          challengerMemory,
          EnumSet.allOf(Detector.class),
          systems.seeds());
    } catch (IllegalArgumentException e) {
      throw Failure.ofSetting(e.getMessage(), e);
    }
  }

  private List<DetectionStudy.Row> rows(DetectionStudy.Settings settings) {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "systems", DetectionStudy.systems(settings));
    try {
      return DetectionStudy.run(settings, progress::step);
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "--mechanisms %s: %s".formatted(systems.mechanisms(), Failure.rootCause(e)), e);
    }
  }
}
