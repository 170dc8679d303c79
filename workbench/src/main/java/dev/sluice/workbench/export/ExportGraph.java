// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.export;

import dev.sluice.jobs.OptionRange;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.discovery.WatchDiscovery;
import dev.sluice.workbench.experiment.ExperimentResults;
import dev.sluice.workbench.posterior.WatchPosterior;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice export graph}: one graph that stands for what a job believes of an experiment. */
@Command(
    name = "graph",
    description = {
      "Write one graph that stands for what is believed of an experiment, each edge with its"
          + " probability.",
      "",
      "  least_shd    acyclic, of least expected structural Hamming distance to the true graph",
      "  map          of highest posterior probability; of discovery the acyclic one it predicts",
      "  median       edges that are more probable than not; may have cycles",
      "  cpdag        what of map observation can tell: lines where the direction is open",
      "  i_essential  the same with the interventions that there are samples of",
      "  credible     edges that are all there with the probability --level",
      "  predicted    what discovery predicts, cycles included",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice export graph --experiment lab --bootstrap localhost:9092 | dot -Tsvg > lab.svg",
      "  sluice export graph --experiment lab --graph i_essential --format graphml \\",
      "    --out lab.graphml --bootstrap localhost:9092",
      "  sluice export graph --experiment lab --from discovery --graph map --format csv \\",
      "    --bootstrap localhost:9092"
    })
public final class ExportGraph implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private ExperimentResults results;

  @Option(
      names = "--from",
      defaultValue = "posterior",
      paramLabel = "JOB",
      description = "Whose results: ${COMPLETION-CANDIDATES} (default: posterior).")
  private Source source;

  @Option(
      names = "--graph",
      paramLabel = "KIND",
      description =
          "Which graph: ${COMPLETION-CANDIDATES} (default: least_shd; of discovery predicted).")
  private GraphKind kind;

  @Option(
      names = "--level",
      defaultValue = "0.95",
      paramLabel = "P",
      description = "Probability of credible edges (default: ${DEFAULT-VALUE}).")
  private double level;

  @Option(
      names = "--format",
      defaultValue = "dot",
      paramLabel = "FORMAT",
      description = "How it is written: ${COMPLETION-CANDIDATES} (default: dot).")
  private GraphFormat format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to (default: standard output).")
  private Path file;

  /** The jobs whose results have graphs. */
  enum Source {
    POSTERIOR,
    DISCOVERY
  }

  @Override
  public void run() {
    new OptionRange(spec).check(level > 0 && level <= 1, "--level", "above 0 and at most 1", level);
    ExportedGraph graph = graph();
    try {
      if (file == null) {
        // other programs read it: UTF-8 whatever the terminal's characters are
        Writer out = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
        format.write(graph, out);
        out.flush();
      } else {
        try (Writer out = Files.newBufferedWriter(file)) {
          format.write(graph, out);
        }
      }
    } catch (IOException e) {
      throw new Failure("--out %s: %s".formatted(file, InputFile.why(e)), e);
    }
  }

  private ExportedGraph graph() {
    return switch (source) {
      case POSTERIOR ->
          PosteriorGraphs.of(
              results.latest(WatchPosterior.POSTERIOR),
              kind == null ? GraphKind.LEAST_SHD : kind,
              level);
      case DISCOVERY ->
          PosteriorGraphs.of(
              results.latest(WatchDiscovery.DISCOVERY), kind == null ? GraphKind.PREDICTED : kind);
    };
  }
}
