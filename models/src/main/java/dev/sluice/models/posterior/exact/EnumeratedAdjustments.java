// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.effects.Adjustment;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.score.ParentSets;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;

/**
 * The parents and descendants of nodes in all graphs.
 *
 * @param probabilities of the graphs by number
 */
record EnumeratedAdjustments(AllDags all, int nodes, IntToDoubleFunction probabilities)
    implements Adjustments {
  @Override
  public long graphs() {
    return 0;
  }

  @Override
  public void forEach(int cause, Consumer<Adjustment> consumer) {
    double[] sums = new double[1 << (nodes - 1)];
    double[][] reaching = new double[sums.length][nodes];
    for (int number = 0; number < all.size(); number++) {
      double probability = probabilities.applyAsDouble(number);
      int index = ParentSets.index(cause, all.parents(number, cause));
      sums[index] += probability;
      int reached = all.ancestors(number) >>> (cause * nodes);
      for (int outcome = 0; outcome < nodes; outcome++) {
        if (outcome != cause && (reached >>> outcome & 1) != 0) {
          reaching[index][outcome] += probability;
        }
      }
    }
    for (int index = 0; index < sums.length; index++) {
      if (sums[index] > 0) {
        VariableSet parents = VariableSet.ofMask(ParentSets.set(cause, index));
        consumer.accept(new Adjustment(parents, sums[index], reaching[index]));
      }
    }
  }
}
