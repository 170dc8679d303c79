// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How much the models agree: the sums of every pair of models that share a scenario, all in one
 * place, as a batch has them.
 */
public final class AgreementMatrix {
  /** Sums of the pairs that share a scenario. */
  public Map<ModelPair, PairMoments> pairs = new HashMap<>();

  /** No models. */
  public AgreementMatrix() {}

  /** Applies a change of one scenario. */
  public void apply(PairChange change) {
    PairMoments moments = change.apply(pairs.getOrDefault(change.pair(), PairMoments.EMPTY));
    if (moments.isEmpty()) {
      pairs.remove(change.pair());
    } else {
      pairs.put(change.pair(), moments);
    }
  }

  /** The models that share a scenario with another, in the order of their names. */
  public List<String> models() {
    TreeSet<String> models = new TreeSet<>();
    for (ModelPair pair : pairs.keySet()) {
      models.add(pair.first());
      models.add(pair.second());
    }
    return new ArrayList<>(models);
  }

  /** The sums of two different models, in the order of the names whatever that of the arguments. */
  public PairMoments pair(String one, String other) {
    return pairs.getOrDefault(ModelPair.of(one, other), PairMoments.EMPTY);
  }

  /** Average-linkage clusters of the models by 1 - r, where a blank correlation counts as 0. */
  public Clustering clusters() {
    Correlations correlations = new Correlations();
    pairs.forEach((pair, moments) -> correlations.put(pair, moments.correlation(0.95).r()));
    return correlations.clusters();
  }
}
