// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.family;

import dev.sluice.models.posterior.score.RisingFactorials;
import java.util.Arrays;

/** BDeu scores from {@link Partition}s of the same columns. */
final class FamilyCounts {
  private final int[] categories;
  private final RisingFactorials rising;

  /** Of the parents and one more variable, or of the parents and the node. */
  private final Partition refined;

  /** Of the parents and the node, each number times categories of the node + category. */
  private final Partition product;

  private double[] joint = {};
  private double[] ofParents = {};

  FamilyCounts(ConfigurationColumns columns, RisingFactorials rising) {
    categories = columns.categories;
    this.rising = rising;
    refined = new Partition(columns);
    product = new Partition(columns);
  }

  /**
   * The score of a node.
   *
   * @param parents cells numbered by the configuration of the parents
   * @param configurations possible ones of the parents
   */
  double score(Partition parents, double configurations, int node) {
    return score(parents, configurations, node, refined);
  }

  private double score(Partition parents, double configurations, int node, Partition space) {
    int radix = categories[node];
    if (parents.fits(radix)) {
      int cells = parents.size() * radix;
      reserve(cells);
      parents.count(node, joint);
      for (int cell = 0, number = 0; cell < cells; number++) {
        double sum = 0;
        for (int end = cell + radix; cell < end; cell++) {
          sum += joint[cell];
        }
        ofParents[number] = sum;
      }
      return score(configurations, radix, cells, parents.size());
    }
    int cellsOfParents = parents.size(); // the space may be that of the parents
    reserve(cellsOfParents);
    parents.count(ofParents);
    space.refine(parents, node);
    reserve(space.size());
    space.count(joint);
    return score(configurations, radix, space.size(), cellsOfParents);
  }

  /** What the counts say. */
  private double score(double configurations, int radix, int cells, int cellsOfParents) {
    return rising.of(configurations * radix).sum(joint, cells)
        - rising.of(configurations).sum(ofParents, cellsOfParents);
  }

  /**
   * The scores of a node given some parents and one more variable, by that variable.
   *
   * @param wanted what to compute; no parents
   */
  void scoreAdded(
      Partition parents, double configurations, int node, boolean[] wanted, double[] scores) {
    boolean fits = parents.fits(categories[node]);
    if (fits) {
      product.multiply(parents, node);
    }
    for (int added = 0; added < wanted.length; added++) {
      if (wanted[added]) {
        double grown = configurations * categories[added];
        if (fits && product.fits(categories[added])) {
          scores[added] = scoreAdded(parents.size(), grown, node, added);
        } else {
          refined.refine(parents, added);
          scores[added] = score(refined, grown, node, refined);
        }
      }
    }
  }

  private double scoreAdded(int numbers, double configurations, int node, int added) {
    int radix = categories[node];
    int stride = categories[added];
    int cells = numbers * radix * stride;
    reserve(cells);
    product.count(added, joint);
    for (int number = 0, cell = 0; number < numbers; number++, cell += radix * stride) {
      for (int category = 0; category < stride; category++) {
        double sum = 0;
        for (int of = 0; of < radix; of++) {
          sum += joint[cell + of * stride + category];
        }
        ofParents[number * stride + category] = sum;
      }
    }
    return score(configurations, radix, cells, numbers * stride);
  }

  private void reserve(int cells) {
    if (joint.length < cells) {
      joint = new double[cells];
    }
    if (ofParents.length < cells) {
      ofParents = Arrays.copyOf(ofParents, cells);
    }
  }
}
