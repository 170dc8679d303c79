// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.enco;

import dev.sluice.models.discovery.LearnerState;
import java.util.Arrays;

/**
 * ENCO's beliefs as logits, for those who learn together: what one has learned another may start
 * from. Square matrices of the variables in the learner's order, row by row.
 *
 * @param existence gamma; the diagonal means nothing
 * @param orientation theta, antisymmetric
 */
public record EncoLogits(double[] existence, double[] orientation) {

  /** Of what a learner of so many variables knows; copies. */
  public static EncoLogits of(LearnerState state, int variables) {
    return new EncoLogits(
        block(state, EncoBlock.GAMMA, variables), block(state, EncoBlock.THETA, variables));
  }

  private static double[] block(LearnerState state, EncoBlock block, int variables) {
    int first = block.first(variables);
    return Arrays.copyOfRange(state.graph(), first, first + variables * variables);
  }

  /**
   * The same networks with these beliefs. What the optimisers of beliefs remember begins anew: it
   * is of gradients at other beliefs, and the first steps would repeat the moves that led there.
   *
   * @throws IllegalArgumentException if there are logits of another number of variables
   */
  public LearnerState into(LearnerState state, int variables) {
    int size = variables * variables;
    if (existence.length != size || orientation.length != size) {
      throw new IllegalArgumentException(
          "%d and %d logits of %d variables"
              .formatted(existence.length, orientation.length, variables));
    }
    LearnerState with = state.copy();
    for (EncoBlock block : EncoBlock.values()) {
      int first = block.first(variables);
      switch (block) {
        case GAMMA -> System.arraycopy(existence, 0, with.graph(), first, size);
        case THETA -> System.arraycopy(orientation, 0, with.graph(), first, size);
        case GAMMA_MOVED_OBSERVED, GAMMA_MOVED_INTERVENED -> {
          // They tell of latent common causes in this learner's own draws.
        }
        default -> Arrays.fill(with.graph(), first, first + size, 0);
      }
    }
    return with;
  }
}
