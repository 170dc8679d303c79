// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.PlacedDraws;
import java.util.List;

/**
 * Asks to take draws and to train for a round; follows all requests of its revision before it.
 *
 * @param declaration the experiment
 * @param draws that are held since the last request, or all of them at the first of a revision;
 *     null if the experiment has ended
 * @param samples let in so far
 * @param asOf latest drawnAt among them, milliseconds since 1970-01-01T00:00:00Z
 * @param trains whether there is to be a round; else beliefs are shown as they are
 * @param failure why nothing can be learned; else null
 * @param scores whether what may be proposed is to be scored after it; false in state of before
 *     anything was
 */
public record TrainRequest(
    Declaration declaration,
    List<PlacedDraws> draws,
    long samples,
    long asOf,
    boolean trains,
    Failure failure,
    boolean scores) {

  static TrainRequest ended(Declaration declaration) {
    return new TrainRequest(declaration, null, 0, 0, false, null, false);
  }
}
