// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.models.adaptation.DetectionStudy;
import dev.sluice.models.adaptation.Detector;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.MechanismFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
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
          + " has the first alarm, how late, and which unchanged ones have one too. The same"
          + " options give the same numbers.",
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
final class StudyDetection implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Systems of each density and burn-in (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--densities",
      paramLabel = "DENSITY",
      split = ",",
      defaultValue = "er-1,er-2",
      description =
          "Families of graphs: er-K for K expected edges per node, chain, collider, bidiag, jungle,"
              + " full (default: ${DEFAULT-VALUE}).")
  private List<String> densities;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "6",
      description = "Variables of a system (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--mechanisms",
      paramLabel = "FAMILY",
      defaultValue = "mlp:3",
      converter = SimulationOptions.Mechanisms.class,
      description =
          "Family of the mechanisms: mlp:K, categorical:K, linear-gaussian (default:"
              + " ${DEFAULT-VALUE}).")
  private MechanismFamily mechanisms;

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
    DetectionStudy study = new DetectionStudy(settings());
    if (out != null) {
      // before the work is done, so that it is not lost
      write(new DetectionTable(List.of(), runLength));
    }
    DetectionTable table = new DetectionTable(rows(study), runLength);
    if (out != null) {
      write(table);
    }
    spec.commandLine().getOut().print(table.text());
  }

  private DetectionStudy.Settings settings() {
    List<GraphFamily> graphs = densities.stream().map(this::graphs).toList();
    try {
      return new DetectionStudy.Settings(
          graphs,
          mechanisms,
          burnIn,
          seeds,
          stationary,
          changed,
          runLength,
          challengerMemory,
          EnumSet.allOf(Detector.class));
    } catch (IllegalArgumentException e) {
      int name = e.getMessage().indexOf(':');
      String option = e.getMessage().substring(0, name).replaceAll("([A-Z])", "-$1");
      throw new Failure("--" + option.toLowerCase(Locale.ROOT) + e.getMessage().substring(name), e);
    }
  }

  private GraphFamily graphs(String density) {
    String family =
        density.startsWith("er-")
            ? "er:%d:%s".formatted(nodes, density.substring(3))
            : density + ":" + nodes;
    try {
      return GraphFamily.parse(family);
    } catch (IllegalArgumentException e) {
      throw new Failure("--densities %s: %s".formatted(density, e.getMessage()), e);
    }
  }

  private List<DetectionStudy.Row> rows(DetectionStudy study) {
    Progress progress = new Progress(spec.commandLine().getErr(), "systems", study.streams());
    try {
      return study.run(
          () -> {
            synchronized (progress) {
              progress.step();
            }
          });
    } catch (IllegalArgumentException e) {
      throw new Failure("--mechanisms %s: %s".formatted(mechanisms, Failure.rootCause(e)), e);
    }
  }

  private void write(DetectionTable table) {
    try {
      Files.createDirectories(out);
      Files.writeString(out.resolve("detection.csv"), table.csv());
    } catch (IOException e) {
      throw new Failure("--out %s: %s".formatted(out, InputFile.why(e)), e);
    }
  }
}
