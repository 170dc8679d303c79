// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.models.mesa.SequenceState;

/**
 * What is kept of a sequence. State.
 *
 * @param group whose losses are summed up together
 * @param task of a simulated sequence; else empty
 * @param seed of a simulated sequence
 * @param number of a simulated sequence
 * @param learned by all learners: changed in place
 */
public record Sequence(String group, String task, long seed, long number, SequenceState learned) {

  static Sequence begin(Arrived first, SequenceState learned) {
    return new Sequence(first.group(), first.task(), first.seed(), first.number(), learned);
  }

  /** What a token says otherwise than the first; null if nothing. */
  String contradiction(Arrived token) {
    return Arrived.contradiction(group, task, seed, number, token);
  }
}
