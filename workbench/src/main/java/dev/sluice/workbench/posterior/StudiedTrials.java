// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.posterior.study.NoisyGraphs;
import dev.sluice.models.posterior.study.SparseGraphs;
import dev.sluice.models.posterior.study.Trial;
import dev.sluice.workbench.command.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import picocli.CommandLine.Option;

/** Options of a study by a protocol: which graphs and samples posteriors are judged by. */
final class StudiedTrials {
  private static final int DEFAULT_VARIABLES = 10;
  private static final int DEFAULT_GRAPHS = 20;
  private static final int DEFAULT_SAMPLES = 100;

  @Option(
      names = "--variables",
      paramLabel = "N",
      description = "Variables of each graph (default: " + DEFAULT_VARIABLES + ").")
  private Integer variables;

  @Option(
      names = "--graphs",
      paramLabel = "N",
      description = "Graphs (default: " + DEFAULT_GRAPHS + ").")
  private Integer graphs;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = "Samples of each (default: " + DEFAULT_SAMPLES + ").")
  private Integer samples;

  @Option(
      names = "--draw",
      paramLabel = "DRAW",
      description =
          "How vcn draws graphs. REJECTED, as the paper's program: edges between all ordered pairs,"
              + " drawn anew until there is no cycle, which leaves fewer edges than variables."
              + " TRIANGULAR: along a random order, as many as variables. Either until some other"
              + " graph is equivalent (default: REJECTED).")
  private SparseGraphs.Draw draw;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Samples of sachs: CSV of numbers, whose columns are named (853 rows of 11 proteins in the"
              + " paper). They are scaled to unit variance, as there.")
  private Path data;

  @Option(
      names = "--edges",
      paramLabel = "FROM->TO,...|FILE",
      description =
          "The true graph of sachs, or a file with one edge to a line (default: the network of 17"
              + " edges of Sachs et al. 2005).")
  private String edges;

  /**
   * The graphs and samples.
   *
   * @param seed of the first graph
   * @throws Failure naming an option that is out of range, or not of this protocol
   */
  List<Trial> trials(StudiedProtocol protocol, long seed) {
    return protocol == StudiedProtocol.SACHS ? proteins(seed) : drawn(protocol, seed);
  }

  /** What is published of the same; of another graph than the paper's nothing is. */
  PublishedRows published(StudiedProtocol protocol, int d) {
    return edges == null
        ? PublishedRows.of(protocol, d, samples == null ? DEFAULT_SAMPLES : samples)
        : PublishedRows.none();
  }

  private List<Trial> proteins(long seed) {
    refuse(StudiedProtocol.SACHS, "--variables", variables);
    refuse(StudiedProtocol.SACHS, "--graphs", graphs);
    refuse(StudiedProtocol.SACHS, "--samples", samples);
    refuse(StudiedProtocol.SACHS, "--draw", draw);
    if (data == null) {
      throw new Failure("--data: --protocol sachs needs a file of samples");
    }
    ProteinNetwork network = ProteinNetwork.read(data, edges);
    return List.of(new Trial(seed, network.rows(), network.truth()));
  }

  private List<Trial> drawn(StudiedProtocol protocol, long seed) {
    refuse(protocol, "--data", data);
    refuse(protocol, "--edges", edges);
    if (protocol != StudiedProtocol.VCN) {
      refuse(protocol, "--draw", draw);
    }
    int d = variables == null ? DEFAULT_VARIABLES : variables;
    int n = samples == null ? DEFAULT_SAMPLES : samples;
    int many = graphs == null ? DEFAULT_GRAPHS : graphs;
    StudiedPosteriors.require(
        d >= 3 && d <= Domain.MAX_VARIABLES, "--variables", "3 to " + Domain.MAX_VARIABLES, d);
    StudiedPosteriors.require(many >= 1, "--graphs", "at least 1", many);
    StudiedPosteriors.require(n >= 1, "--samples", "at least 1", n);
    SparseGraphs.Draw drawing = draw == null ? SparseGraphs.Draw.REJECTED : draw;
    return LongStream.range(seed, seed + many)
        .mapToObj(
            of ->
                protocol == StudiedProtocol.VCN
                    ? SparseGraphs.trial(d, n, drawing, of)
                    : NoisyGraphs.trial(d, n, of))
        .toList();
  }

  private static void refuse(StudiedProtocol protocol, String option, Object value) {
    if (value != null) {
      throw new Failure("%s: not with --protocol %s".formatted(option, protocol));
    }
  }
}
