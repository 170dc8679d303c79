// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.vcn;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Edges independent of each other: a logit for each entry, at first standard normal. */
final class FactorisedNetwork implements EdgeNetwork {
  private final int entries;
  private double[] logits = {};

  FactorisedNetwork(int entries) {
    this.entries = entries;
  }

  @Override
  public int size() {
    return entries;
  }

  @Override
  public double[] initial(long seed) {
    return ZigguratSampler.NormalizedGaussian.of(KeyedRandom.of(seed, "vcn factorised logits"))
        .samples(entries)
        .toArray();
  }

  @Override
  public void use(double[] parameters) {
    logits = parameters;
  }

  @Override
  public void forward(PrefixTree tree, int from, int to) {
    for (int prefix = from; prefix < to; prefix++) {
      tree.setLogit(prefix, logits[tree.length(prefix)]);
    }
  }

  @Override
  public void backward(PrefixTree tree, double[] ofLogits, double[] gradient) {
    for (int prefix = 0; prefix < tree.inner(); prefix++) {
      gradient[tree.length(prefix)] += ofLogits[prefix];
    }
  }
}
