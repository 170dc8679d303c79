// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The correlations of all pairs of models over a set of scenarios, 8 bytes each, for their
 * clusters. Mutable, a Flink POJO; not safe for use by several threads.
 */
public final class Correlations {

  /** In the place of a correlation: the two models share no scenario. */
  private static final double NOT_SHARED = Double.NEGATIVE_INFINITY;

  /** The models that share a scenario with another, in the order of their names. */
  public List<String> models = new ArrayList<>();

  /** Lower triangle: that of models i and j, j less than i, is {@code rows[i][j]}; may be NaN. */
  public double[][] rows = new double[0][];

  /** Of no models. */
  public Correlations() {}

  /** How many models share a scenario with another. */
  public int size() {
    return models.size();
  }

  /**
   * Sets a correlation.
   *
   * @param r NaN if it is blank
   */
  public void put(ModelPair pair, double r) {
    insert(pair.first());
    insert(pair.second());
    rows[index(pair.second())][index(pair.first())] = r;
  }

  /** Forgets a pair that shares no scenario any more. */
  public void remove(ModelPair pair) {
    int first = index(pair.first());
    int second = index(pair.second());
    if (first >= 0 && second >= 0) {
      rows[second][first] = NOT_SHARED;
      deleteIfAlone(second);
      deleteIfAlone(first);
    }
  }

  /** Average-linkage clusters of the models by 1 - r, where a blank correlation counts as 0. */
  public Clustering clusters() {
    double[][] distances = new double[size()][size()];
    for (int i = 0; i < distances.length; i++) {
      for (int j = 0; j < i; j++) {
        double r = rows[i][j];
        distances[i][j] = 1 - (Double.isFinite(r) ? r : 0);
        distances[j][i] = distances[i][j];
      }
    }
    return Clustering.averageLinkage(List.copyOf(models), distances);
  }

  /** The first of a pair comes first here too: both are in the order of names. */
  private int index(String model) {
    return Collections.binarySearch(models, model);
  }

  private void insert(String model) {
    int found = index(model);
    if (found >= 0) {
      return;
    }
    int at = -found - 1;
    models.add(at, model);
    double[][] wider = new double[size()][];
    for (int i = 0; i < wider.length; i++) {
      wider[i] = new double[i];
      Arrays.fill(wider[i], NOT_SHARED);
      if (i < at) {
        wider[i] = rows[i];
      } else if (i > at) {
        System.arraycopy(rows[i - 1], 0, wider[i], 0, at);
        System.arraycopy(rows[i - 1], at, wider[i], at + 1, i - 1 - at);
      }
    }
    rows = wider;
  }

  private void deleteIfAlone(int model) {
    for (int other = 0; other < size(); other++) {
      if (other != model && rows[Math.max(model, other)][Math.min(model, other)] != NOT_SHARED) {
        return;
      }
    }
    models.remove(model);
    double[][] narrower = new double[size()][];
    for (int i = 0; i < narrower.length; i++) {
      if (i < model) {
        narrower[i] = rows[i];
      } else {
        narrower[i] = new double[i];
        System.arraycopy(rows[i + 1], 0, narrower[i], 0, model);
        System.arraycopy(rows[i + 1], model + 1, narrower[i], model, i - model);
      }
    }
    rows = narrower;
  }
}
