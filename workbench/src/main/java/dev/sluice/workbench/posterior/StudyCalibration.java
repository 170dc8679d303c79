// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.study.CalibrationStudy;
import dev.sluice.models.posterior.study.GraphDraws;
import dev.sluice.models.posterior.study.PosteriorMethod;
import dev.sluice.models.posterior.study.Reliability;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import dev.sluice.workbench.command.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice study calibration}: whether probabilities of edges are right. */
@Command(
    name = "calibration",
    description = {
      "See whether edges that have a probability are there as often.",
      "",
      "Graphs and mechanisms are drawn from the very prior that the posterior assumes, so that an"
          + " exact posterior is calibrated. Printed are edges by their probability; the expected"
          + " calibration error; and how odd the randomised probability integral transform of one"
          + " edge of each experiment is under the uniform law (Kolmogorov and Smirnov's p). Results"
          + " are functions of the options.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study calibration",
      "  sluice study calibration --categories 3 --prior fair --method mcmc",
      "  sluice study calibration --variables 20 --method mcmc"
    })
public final class StudyCalibration implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--variables",
      paramLabel = "N",
      defaultValue = "6",
      description =
          "Variables of each experiment (default: ${DEFAULT-VALUE}). However many, truths are drawn"
              + " exactly.")
  private int variables;

  @Option(
      names = "--categories",
      paramLabel = "N",
      description = "Categories of each variable (default: variables are continuous).")
  private Integer categories;

  @Option(
      names = "--experiments",
      paramLabel = "N",
      defaultValue = "200",
      description = "Experiments (default: ${DEFAULT-VALUE}).")
  private int experiments;

  @Option(
      names = "--observations",
      paramLabel = "N",
      defaultValue = "100",
      description = "Samples of each without an intervention (default: ${DEFAULT-VALUE}).")
  private int observations;

  @Option(
      names = "--interventions",
      paramLabel = "N",
      defaultValue = "5",
      description = "Samples under an intervention on each variable (default: ${DEFAULT-VALUE}).")
  private int interventions;

  @Mixin private final StudiedPosteriors posteriors = new StudiedPosteriors();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write calibration.csv there: one line per bin of probabilities.")
  private Path out;

  @Override
  public void run() {
    StudiedPosteriors.require(
        variables >= 2 && variables <= Domain.MAX_VARIABLES,
        "--variables",
        "2 to " + Domain.MAX_VARIABLES,
        variables);
    StudiedPosteriors.require(
        categories == null || categories >= 2, "--categories", "at least 2", categories);
    StudiedPosteriors.require(experiments >= 1, "--experiments", "at least 1", experiments);
    StudiedPosteriors.require(observations >= 0, "--observations", "at least 0", observations);
    StudiedPosteriors.require(interventions >= 0, "--interventions", "at least 0", interventions);
    PosteriorMethod method = posteriors.method(variables);
    StudyFolder folder = out == null ? null : StudyFolder.open(out);
    Reliability reliability = reliability(method);
    if (folder != null) {
      folder.write("calibration.csv", csv(reliability));
    }
    print(reliability, spec.commandLine().getOut());
  }

  private Reliability reliability(PosteriorMethod method) {
    GraphPrior graphs = posteriors.prior(variables);
    long seed = posteriors.seed();
    Progress progress = new Progress(spec.commandLine().getErr(), "experiments", experiments);
    return CalibrationStudy.run(
        new CalibrationStudy.Settings(
            domain(),
            ScorePrior.defaults(variables),
            graphs,
            experiments,
            observations,
            interventions,
            seed),
        GraphDraws.exact(graphs, seed),
        method,
        progress::step);
  }

  private Domain domain() {
    if (categories == null) {
      return Domain.continuous(variables);
    }
    int[] each = new int[variables];
    Arrays.fill(each, categories);
    return Domain.categorical(each);
  }

  private static void print(Reliability reliability, PrintWriter printed) {
    Table table =
        Table.of(
            Table.left(12),
            Table.right(8).after(2),
            Table.right(12).after(2),
            Table.right(8).after(2));
    printed.println(table.row("probability", "edges", "mean", "there"));
    for (int bin = 0; bin < Reliability.BINS; bin++) {
      printed.println(
          table.row(
              text("%.1f to %.1f", bin / 10.0, (bin + 1) / 10.0),
              text("%,d", reliability.predicted(bin)),
              text("%.3f", reliability.meanProbability(bin)),
              text("%.3f", reliability.share(bin))));
    }
    printed.println(text("expected calibration error %.4f", reliability.calibrationError()));
    printed.println(
        text("probability integral transform uniform: p = %.3f", reliability.uniformity()));
  }

  private static List<String> csv(Reliability reliability) {
    List<String> lines = new ArrayList<>(List.of("bin,edges,mean_probability,share"));
    for (int bin = 0; bin < Reliability.BINS; bin++) {
      lines.add(
          text(
              "%d,%d,%s,%s",
              bin,
              reliability.predicted(bin),
              reliability.meanProbability(bin),
              reliability.share(bin)));
    }
    return lines;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
