// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How much the models agree: the sums of every pair of models that share a scenario. Mutable, a
 * Flink POJO; not safe for use by several threads.
 */
public final class AgreementMatrix {
  /** Sums by the model whose name comes first, then by the other. */
  public Map<String, Map<String, PairMoments>> pairs = new HashMap<>();

  /** No models. */
  public AgreementMatrix() {}

  /** Applies a change of one scenario. */
  public void apply(PairChange change) {
    Map<String, PairMoments> row = pairs.computeIfAbsent(change.first(), first -> new HashMap<>());
    PairMoments moments = change.apply(row.getOrDefault(change.second(), PairMoments.EMPTY));
    if (moments.n() > 0) {
      row.put(change.second(), moments);
      return;
    }
    row.remove(change.second());
    if (row.isEmpty()) {
      pairs.remove(change.first());
    }
  }

  /** The models that share a scenario with another, in the order of their names. */
  public List<String> models() {
    TreeSet<String> models = new TreeSet<>(pairs.keySet());
    pairs.values().forEach(row -> models.addAll(row.keySet()));
    return new ArrayList<>(models);
  }

  /** The sums of two different models, in the order of the names whatever that of the arguments. */
  public PairMoments pair(String one, String other) {
    boolean inOrder = one.compareTo(other) < 0;
    return pairs
        .getOrDefault(inOrder ? one : other, Map.of())
        .getOrDefault(inOrder ? other : one, PairMoments.EMPTY);
  }

  /** Average-linkage clusters of the models by 1 - r, where a blank correlation counts as 0. */
  public Clustering clusters() {
    List<String> models = models();
    double[][] distances = new double[models.size()][models.size()];
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < i; j++) {
        double r = pair(models.get(i), models.get(j)).correlation(0.95).r();
        distances[i][j] = 1 - (Double.isNaN(r) ? 0 : r);
        distances[j][i] = distances[i][j];
      }
    }
    return Clustering.averageLinkage(models, distances);
  }
}
