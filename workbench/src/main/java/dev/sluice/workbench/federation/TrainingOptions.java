// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.study.StudyMethod;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.study.FederationStudy;
import picocli.CommandLine.Option;

/** Options that say what a site does in a round. */
final class TrainingOptions {
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Epochs of a round at each site (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--fit-steps",
      paramLabel = "N",
      defaultValue = "200",
      description = "Steps of the networks in an epoch (default: ${DEFAULT-VALUE}).")
  private int fitSteps;

  @Option(
      names = "--graph-steps",
      paramLabel = "N",
      defaultValue = "60",
      description = "Steps of the beliefs in an epoch (default: ${DEFAULT-VALUE}).")
  private int graphSteps;

  @Option(
      names = "--hidden-width",
      paramLabel = "N",
      defaultValue = "32",
      description = "Width of the networks, a multiple of 4 (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "Draws per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--sampled-graphs",
      paramLabel = "N",
      defaultValue = "20",
      description = "Graphs per step of beliefs (default: ${DEFAULT-VALUE}).")
  private int sampledGraphs;

  @Option(
      names = "--sparsity",
      paramLabel = "COST",
      defaultValue = "0.004",
      description = "What an edge costs, nats per draw (default: ${DEFAULT-VALUE}).")
  private double sparsity;

  @Option(
      names = "--fresh-networks",
      description =
          "Begin with new networks in every round, as the paper does (default: they go on).")
  private boolean fresh;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "0.2",
      description =
          "What each edge away from a target leaves of a site's weight (default:"
              + " ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--least-weight",
      paramLabel = "W",
      defaultValue = "0.05",
      description = "Least weight of a site (default: ${DEFAULT-VALUE}).")
  private double least;

  @Option(
      names = "--clip",
      paramLabel = "LOGITS",
      defaultValue = "8",
      description =
          "Largest change of a logit that a site sends in a round (default: ${DEFAULT-VALUE}).")
  private double clip;

  /**
   * What they say.
   *
   * @throws IllegalArgumentException beginning with the option's name in one word
   */
  FederationStudy.Training training() {
    SiteWeights weights;
    try {
      weights = new SiteWeights(alpha, least);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().replaceFirst("^least:", "leastWeight:"), e);
    }
    return new FederationStudy.Training(
        rounds,
        epochs,
        new Budget(fitSteps, graphSteps),
        new StudyMethod.Width(hidden, batch, sampledGraphs, sparsity),
        fresh,
        weights,
        clip);
  }
}
