// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.exact;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.effects.Adjustment;
import dev.sluice.models.posterior.effects.Adjustments;
import dev.sluice.models.posterior.score.ParentSets;
import dev.sluice.models.posterior.threads.Cancellation;
import java.util.function.Consumer;

/**
 * The parents and descendants of a node, exactly, from the sums of {@link SourceSums}: with rest(U)
 * = alpha(U) gamma_x(U), where all but x and U descend from x,
 *
 * <pre>
 * P(Pa_x = S)                 = w_x(S) sum over U that contain S of rest(U) / Z
 * P(Pa_x = S, y descends)     = the same over U without y
 * </pre>
 *
 * <p>Pensar, Talvitie, Hyttinen and Koivisto 2020, for the first. All terms are positive. One table
 * is summed for each pair of nodes: d 2^(d-1) steps.
 */
final class ModularAdjustments implements Adjustments {
  /** Sets that are less probable are left out: all together less than 1e-18. */
  private static final double NEGLIGIBLE = 1e-24;

  private final FamilySums families;
  private final ScaledArray[] rests;
  private final Total total;

  /**
   * Of sums that stay as they are while this is in use.
   *
   * @param rests by node, then by index of U
   */
  ModularAdjustments(FamilySums families, ScaledArray[] rests, Total total) {
    this.families = families;
    this.rests = rests;
    this.total = total;
  }

  @Override
  public int nodes() {
    return families.nodes();
  }

  @Override
  public long graphs() {
    return 0;
  }

  /**
   * Passes the sets.
   *
   * @throws ArithmeticException if their probabilities do not sum to 1
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  @Override
  public void forEach(int cause, Consumer<Adjustment> consumer) {
    int nodes = families.nodes();
    ScaledArray weights = families.weights(cause);
    double[] probabilities = probabilities(weights, rests[cause].copy());
    double sum = 0;
    for (double probability : probabilities) {
      sum += probability;
    }
    FamilyMarginals.checkSum(cause, sum);
    double[][] reaching = new double[nodes][];
    for (int outcome = 0; outcome < nodes; outcome++) {
      if (outcome != cause) {
        int bit = outcome < cause ? outcome : outcome - 1;
        reaching[outcome] = probabilities(weights.without(bit), rests[cause].without(bit));
      }
    }
    for (int index = 0; index < probabilities.length; index++) {
      double probability = probabilities[index] / sum;
      if (probability >= NEGLIGIBLE) {
        VariableSet parents = VariableSet.ofMask(ParentSets.set(cause, index));
        double[] ofOutcomes = new double[nodes];
        for (int outcome = 0; outcome < nodes; outcome++) {
          int bit = outcome < cause ? outcome : outcome - 1;
          if (outcome != cause && (index >>> bit & 1) == 0) {
            double reached = reaching[outcome][ParentSets.index(bit, index)] / sum;
            ofOutcomes[outcome] = Math.min(probability, reached);
          }
        }
        consumer.accept(new Adjustment(parents, probability, ofOutcomes));
      }
    }
  }

  /** By index of S; the second is overwritten. */
  private double[] probabilities(ScaledArray weights, ScaledArray rest) {
    Cancellation.check();
    rest.sumOverSupersets();
    return total.shares(weights, rest);
  }
}
