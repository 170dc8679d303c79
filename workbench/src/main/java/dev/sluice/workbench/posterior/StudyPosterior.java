// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.study.NoisyGraphs;
import dev.sluice.models.posterior.study.PosteriorMethod;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.statistics.Quartiles;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import dev.sluice.workbench.command.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice study posterior}: how close posteriors come to the truth in a known protocol. */
@Command(
    name = "posterior",
    description = {
      "Compare posteriors with the truth in the protocol of DAG-GFlowNet (Deleu et al. 2022).",
      "",
      "Erdos-Renyi graphs with two edges for each variable, weights N(0, 1), noise of deviation 0.1,"
          + " BGe. Scales of the prior: UNIT fits variables of unit variance (as the published methods"
          + " have it), EVIDENCE is chosen by the evidence, NOISE fits the noise. Printed are medians"
          + " over the graphs.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study posterior --variables 20",
      "  sluice study posterior --variables 50 --method mcmc --scales evidence"
    })
public final class StudyPosterior implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--variables",
      paramLabel = "N",
      defaultValue = "10",
      description = "Variables of each graph (default: ${DEFAULT-VALUE}).")
  private int variables;

  @Option(
      names = "--graphs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Graphs (default: ${DEFAULT-VALUE}).")
  private int graphs;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "100",
      description = "Samples of each (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--scales",
      split = ",",
      paramLabel = "SCALE",
      defaultValue = "UNIT,EVIDENCE,NOISE",
      description = "Scales of the prior: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<NoisyGraphs.Scale> scales;

  @Mixin
  private final StudiedPosteriors posteriors =
      new StudiedPosteriors(GraphPrior.Kind.FAIR, 2_000_000);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write posterior.csv there: one line per scale and graph.")
  private Path out;

  @Override
  public void run() {
    StudiedPosteriors.require(
        variables >= 3 && variables <= Domain.MAX_VARIABLES,
        "--variables",
        "3 to " + Domain.MAX_VARIABLES,
        variables);
    posteriors.checkMethod(variables);
    StudiedPosteriors.require(graphs >= 1, "--graphs", "at least 1", graphs);
    StudiedPosteriors.require(samples >= 1, "--samples", "at least 1", samples);
    PosteriorMethod method = posteriors.method();
    StudyFolder folder = out == null ? null : StudyFolder.open(out);
    PrintWriter printed = spec.commandLine().getOut();
    Table table =
        Table.of(
            Table.left(10),
            List.of(
                Table.right(12).after(2),
                Table.right(8).after(2),
                Table.right(8).after(2),
                Table.right(8).after(2),
                Table.right(8).after(2)));
    printed.println(
        table.row("scale", List.of("expected SHD", "AUROC", "Brier", "edges", "s each")));
    List<String> csv =
        new ArrayList<>(List.of("scale,graph,expected_shd,auroc,brier,edges,seconds"));
    Progress progress =
        new Progress(spec.commandLine().getErr(), "posteriors", (long) graphs * scales.size());
    for (NoisyGraphs.Scale scale : scales) {
      List<NoisyGraphs.Outcome> outcomes = outcomes(scale, method, progress);
      printed.println(
          table.row(
              scale.name().toLowerCase(Locale.ROOT),
              List.of(
                  median(outcomes, "%.1f", NoisyGraphs.Outcome::expectedShd),
                  median(outcomes, "%.3f", NoisyGraphs.Outcome::auroc),
                  median(outcomes, "%.4f", NoisyGraphs.Outcome::brier),
                  median(outcomes, "%.1f", NoisyGraphs.Outcome::edges),
                  median(outcomes, "%.3f", NoisyGraphs.Outcome::seconds))));
      csv(scale, outcomes, csv);
    }
    if (folder != null) {
      folder.write("posterior.csv", csv);
    }
  }

  private List<NoisyGraphs.Outcome> outcomes(
      NoisyGraphs.Scale scale, PosteriorMethod method, Progress progress) {
    return NoisyGraphs.run(
        new NoisyGraphs.Settings(variables, graphs, samples, posteriors.seed()),
        scale,
        posteriors.prior(variables),
        method,
        outcome -> progress.step());
  }

  private static String median(
      List<NoisyGraphs.Outcome> outcomes,
      String format,
      ToDoubleFunction<NoisyGraphs.Outcome> number) {
    double median = Quartiles.of(outcomes.stream().mapToDouble(number).toArray()).median();
    return String.format(Locale.ROOT, format, median);
  }

  private static void csv(
      NoisyGraphs.Scale scale, List<NoisyGraphs.Outcome> outcomes, List<String> lines) {
    for (int graph = 0; graph < outcomes.size(); graph++) {
      NoisyGraphs.Outcome outcome = outcomes.get(graph);
      lines.add(
          "%s,%d,%s,%s,%s,%s,%s"
              .formatted(
                  scale,
                  graph,
                  outcome.expectedShd(),
                  outcome.auroc(),
                  outcome.brier(),
                  outcome.edges(),
                  outcome.seconds()));
    }
  }
}
