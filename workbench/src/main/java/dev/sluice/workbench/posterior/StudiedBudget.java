// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.vcn.VcnSettings;
import dev.sluice.workbench.command.Failure;
import picocli.CommandLine.Option;

/** Options of a study: what a posterior that is not exact may cost. */
final class StudiedBudget {
  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of each chain that samples (default: ${DEFAULT-VALUE}).")
  private long steps;

  @Option(
      names = "--vcn-steps",
      paramLabel = "N",
      description =
          "Steps of each training of VCN; the paper has 30,000 (default: ${DEFAULT-VALUE}).")
  private int vcnSteps = 3_000;

  @Option(
      names = "--vcn-graphs",
      paramLabel = "N",
      description = "Graphs of each step of VCN; the paper has 1,000 (default: ${DEFAULT-VALUE}).")
  private int vcnGraphs = 100;

  /** Options with these defaults. */
  StudiedBudget(long steps) {
    this.steps = steps;
  }

  /**
   * Checks the numbers.
   *
   * @throws Failure naming the option that is out of range
   */
  void check() {
    StudiedPosteriors.require(steps >= 1, "--steps", "at least 1", steps);
    StudiedPosteriors.require(vcnSteps >= 1, "--vcn-steps", "at least 1", vcnSteps);
    StudiedPosteriors.require(vcnGraphs >= 1, "--vcn-graphs", "at least 1", vcnGraphs);
  }

  /** Steps of each chain. */
  long steps() {
    return steps;
  }

  /** How a variational network is trained, or independent edges. */
  VcnSettings training(boolean factorised, long seed) {
    return VcnSettings.defaults()
        .ofSteps(vcnSteps)
        .withGraphs(vcnGraphs)
        .factorised(factorised)
        .withSeed(seed);
  }

  /** What is to be said beside results of training. */
  String smaller() {
    VcnSettings published = VcnSettings.defaults();
    return vcnSteps < published.steps() || vcnGraphs < published.graphs()
        ? "%,d steps of %,d graphs, fewer than the paper's %,d of %,d"
            .formatted(vcnSteps, vcnGraphs, published.steps(), published.graphs())
        : "%,d steps of %,d graphs".formatted(vcnSteps, vcnGraphs);
  }
}
