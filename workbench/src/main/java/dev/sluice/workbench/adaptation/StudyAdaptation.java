// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.adaptation;

import dev.sluice.models.adaptation.AdaptationSettings;
import dev.sluice.models.adaptation.Learners;
import dev.sluice.models.adaptation.study.AdaptationOutcome;
import dev.sluice.models.adaptation.study.AdaptationStudy;
import dev.sluice.models.adaptation.study.BestGap;
import dev.sluice.models.scm.ShiftSchedule;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import dev.sluice.workbench.experiment.ShiftOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice study adaptation}: how fast model classes adapt when a mechanism changes. */
@Command(
    name = "adaptation",
    description = {
      "Compare how fast models adapt when a mechanism of a random system changes: modular ones"
          + " along the true graph, structured ones in other orders, and ones without parts.",
      "",
      "For every density, source size and seed a graph, its mechanisms and one shift are drawn; the"
          + " job's engine sees the source, then the shift, and at the given numbers of shots every"
          + " model is compared with the true law. Results are functions of the options.",
      "",
      "Written to --out: adaptation.csv, and plots of the gap against shots and against density.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study adaptation --out /tmp/study",
      "  sluice study adaptation --learners neural --seeds 10 --densities er-1 --source 1000"
    })
public final class StudyAdaptation implements Runnable {
  private static final int NEURAL_BATCH = 10;

  @Spec private CommandSpec spec;

  @Mixin
  private final StudySystems systems = new StudySystems("30", "er-1,er-2,full", "dirichlet:3");

  @Option(
      names = "--source",
      split = ",",
      paramLabel = "N",
      defaultValue = "200,1000",
      description = "Samples before the shift (default: ${DEFAULT-VALUE}).")
  private List<Integer> sources;

  @Option(
      names = "--shots",
      split = ",",
      paramLabel = "N",
      defaultValue = "10,50,200",
      description = "Samples after the shift to compare models at (default: ${DEFAULT-VALUE}).")
  private List<Integer> shots;

  @Option(
      names = "--learners",
      paramLabel = "FAMILY",
      defaultValue = "conjugate",
      description = "Models: conjugate or neural (default: ${DEFAULT-VALUE}).")
  private Learners learners;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Samples that are learned together. Default: 1 conjugate, 10 neural.")
  private Integer batch;

  @Option(
      names = "--shift",
      paramLabel = "SHIFT",
      defaultValue = "redraw-one",
      converter = ShiftOptions.Shifts.class,
      description = "What changes: redraw-one or perfect (default: ${DEFAULT-VALUE}).")
  private ShiftSchedule.Shift shift;

  @Option(
      names = "--targets",
      paramLabel = "N",
      defaultValue = "1",
      description = "Mechanisms that change (default: ${DEFAULT-VALUE}).")
  private int targets;

  @Option(
      names = "--evidence",
      split = ",",
      paramLabel = "N",
      defaultValue = "0.3,1,3,10,30,90,200,1000",
      description =
          "Samples that a model's past may weigh at the shift; each model is shown at its best."
              + " Networks have no such weight (default: ${DEFAULT-VALUE}).")
  private List<Double> evidences;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "adaptation-study",
      description = "Folder of the results (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public void run() {
    AdaptationStudy.Settings settings = settings();
    StudyFolder out = StudyFolder.open(folder);
    List<AdaptationOutcome> outcomes = outcomes(settings);
    out.write("adaptation.csv", AdaptationCsv.lines(outcomes));
    List<BestGap> gaps = BestGap.of(outcomes);
    AdaptationPlots.draw(settings, gaps, out);
    PrintWriter printed = spec.commandLine().getOut();
    new AdaptationTable(settings, outcomes, gaps).lines().forEach(printed::println);
    printed.println("written to " + folder);
  }

  private AdaptationStudy.Settings settings() {
    boolean neural = learners == Learners.NEURAL;
    try {
      return new AdaptationStudy.Settings(
          systems.densities(),
          sources,
          shots,
          systems.nodes(),
          systems.mechanisms(),
          learners,
          batch == null ? (neural ? NEURAL_BATCH : 1) : batch,
          shift,
          targets,
          neural ? List.of(AdaptationSettings.defaults().evidence()) : evidences,
          systems.seeds());
    } catch (IllegalArgumentException e) {
      throw new Failure("--" + e.getMessage(), e);
    }
  }

  private List<AdaptationOutcome> outcomes(AdaptationStudy.Settings settings) {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "systems", AdaptationStudy.systems(settings));
    return AdaptationStudy.run(
        settings,
        () -> {
          synchronized (progress) {
            progress.step();
          }
        });
  }
}
