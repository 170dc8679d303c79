// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.models.discovery.replay.Intervention;

/**
 * An intervention that draws have come of.
 *
 * @param intervention which
 * @param index of it, in the order in which interventions came
 * @param draws that have come of it
 */
public record HeldIntervention(Intervention intervention, int index, long draws) {

  HeldIntervention oneMore() {
    return new HeldIntervention(intervention, index, draws + 1);
  }
}
