// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dsdi;

/**
 * Settings of {@link Dsdi}; the standard ones are those of its authors' code, but for the costs.
 *
 * @param batch draws per step
 * @param weightRate learning rate of the networks
 * @param episode T, batches of a transfer episode
 * @param graphs R, graphs (configurations) for each batch of an episode
 * @param predictionBatches most batches from which an unknown target is predicted
 * @param predictionGraphs graphs for each of them
 * @param beliefRate learning rate of beliefs. The authors' is .005, for some 200,000 steps; with a
 *     hundredth of these, beliefs have hardly left 1/2. The standard is .03
 * @param sparsity nats per draw that an edge costs. The authors' .1 is on a gradient that is summed
 *     over the 20 graphs of a batch: .005 on its mean. The standard is .002, as mechanisms that are
 *     never drawn anew have weak edges once and for all
 * @param cycleCost nats per draw that go with edges both ways. The authors' .5 would be .025. The
 *     standard is .3: of the few interventions there are, those on i alone speak against j -> i
 *     where i -> j is true, all others for it, and with .025 most edges stay both ways
 * @param credit how losses weigh graphs
 */
public record DsdiSettings(
    int batch,
    double weightRate,
    int episode,
    int graphs,
    int predictionBatches,
    int predictionGraphs,
    double beliefRate,
    double sparsity,
    double cycleCost,
    Credit credit) {

  /** How losses weigh graphs in the gradient of beliefs. */
  public enum Credit {
    /**
     * The formula of the paper: each graph of a batch weighs as the likelihood of a draw under it
     * (geometric mean over the batch).
     */
    LITERAL,
    /**
     * The same, less what the graphs would give without any losses. That is 0 on average and most
     * of the noise: with beliefs of 1/2 and 200 graphs an episode it is .035, while a parent that
     * saves .1 nats moves .025. The standard.
     */
    CENTRED,
    /**
     * As in the authors' code: the graphs of a batch are one, and weigh as the product of their
     * likelihoods among those of the other batches. As batches differ by their draws too, this has
     * the most noise.
     */
    POOLED
  }

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming what is out of range
   */
  public DsdiSettings {
    requirePositive("batch", batch);
    requirePositive("episode", episode);
    requirePositive("graphs", graphs);
    requirePositive("predictionBatches", predictionBatches);
    requirePositive("predictionGraphs", predictionGraphs);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1: " + value);
    }
  }

  /** What the authors advise for graphs of some 5 to 15 variables. */
  public static DsdiSettings standard() {
    return new DsdiSettings(256, 5e-2, 10, 20, 100, 10, 3e-2, 2e-3, 0.3, Credit.CENTRED);
  }

  /** The standard with another learning rate of beliefs. */
  public DsdiSettings withBeliefRate(double rate) {
    return new DsdiSettings(
        batch,
        weightRate,
        episode,
        graphs,
        predictionBatches,
        predictionGraphs,
        rate,
        sparsity,
        cycleCost,
        credit);
  }
}
