// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.discovery.LearnerState;

/**
 * All that is known after some rounds. Nobody changes what it was made of.
 *
 * @param state of the method
 * @param held draws
 * @param epochs rounds of training
 * @param loss of the last round that fitted networks; NaN before
 * @param seconds that training took, on which nothing else depends
 */
public record Learned(
    LearnerState state, ReplayBuffers held, long epochs, double loss, double seconds) {

  /** The same, with no draws held. */
  Learned withoutDraws() {
    return new Learned(state, ReplayBuffers.empty(held.variables()), epochs, loss, seconds);
  }

  /** Steps of networks so far: methods count them first. */
  public long fitSteps() {
    return state.counters()[0];
  }

  /** Steps of beliefs so far: methods count them second. */
  public long graphSteps() {
    return state.counters()[1];
  }
}
