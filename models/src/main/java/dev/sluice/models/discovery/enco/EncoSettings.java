// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

/**
 * Settings of {@link Enco}; the standard ones are those of its authors' code.
 *
 * @param hidden width of the networks
 * @param batch draws per step of fitting; a step of graph fitting has up to twice as many (ours)
 * @param graphs K, graphs per step of graph fitting, and about the most sets of parents of a
 *     variable that one evaluates
 * @param weightRate learning rate of the networks
 * @param weightDecay of the networks
 * @param existenceRate learning rate of gamma
 * @param orientationRate learning rate of theta
 * @param sparsity lambda: nats per draw that an edge costs
 * @param latentConfounders whether updates of gamma from observational and interventional batches
 *     are kept apart, which gives scores of latent common causes, and pairs above the threshold
 *     lose their edges
 * @param orientationOnly whether every other round learns orientations alone, from mirrored graphs;
 *     of use from some 100 variables on
 */
public record EncoSettings(
    int hidden,
    int batch,
    int graphs,
    double weightRate,
    double weightDecay,
    double existenceRate,
    double orientationRate,
    double sparsity,
    boolean latentConfounders,
    boolean orientationOnly) {

  /** Pairs of a higher score are taken to have a latent common cause. */
  public static final double CONFOUNDED = 0.35;

  /**
   * For processors without a graphics card: half the width, as the authors advise, and 64 graphs
   * (they advise 20). Weights do not decay, as by default in the authors' code and in their
   * experiments on published networks; those on generated graphs have width 64, 100 graphs and
   * 1e-4, with which networks here learn more slowly, and edges to grandchildren stay longer:
   * chosen on chains of 8 of seeds 11 to 20.
   */
  public static EncoSettings light() {
    return new EncoSettings(32, 128, 64, 5e-3, 0, 2e-2, 1e-1, 4e-3, false, false);
  }

  /**
   * {@link #light}, looking for latent common causes. Weights decay as in the authors' experiments
   * with them: without it networks overfit by more than a common cause tells. An edge costs 0.001
   * nats, a quarter of theirs (ours): a pair is flagged only if what it tells is worth its edges,
   * and what many common causes tell is less; chosen on systems of seeds 11 to 15.
   */
  public static EncoSettings lightWithLatentConfounders() {
    EncoSettings light = light();
    return new EncoSettings(
        light.hidden,
        light.batch,
        light.graphs,
        light.weightRate,
        1e-4,
        light.existenceRate,
        light.orientationRate,
        1e-3,
        true,
        light.orientationOnly);
  }
}
