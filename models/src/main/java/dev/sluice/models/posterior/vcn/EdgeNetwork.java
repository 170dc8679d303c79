// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

/** What the probability of an edge is computed by, given the entries before it. */
interface EdgeNetwork {
  /** The number of parameters. */
  int size();

  /** Parameters to begin with. */
  double[] initial(long seed);

  /** Takes parameters for the trees to come; to be called after each change of them. */
  void use(double[] parameters);

  /**
   * Computes the logits of some prefixes of one length, whose shorter ones were passed before.
   *
   * @param tree where they stand, and where their logits go
   * @param from the first
   * @param to after the last
   */
  void forward(PrefixTree tree, int from, int to);

  /**
   * Adds to a gradient with respect to the parameters, given that with respect to the logits.
   *
   * @param tree with logits of the parameters in use
   * @param logits by prefix that has a logit
   */
  void backward(PrefixTree tree, double[] logits, double[] gradient);
}
