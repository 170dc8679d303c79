// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.models.adaptation.Observation;

/**
 * A sample that waits for its mini-batch.
 *
 * @param sample the sample
 * @param drawnAt milliseconds since 1970-01-01T00:00:00Z
 */
public record Held(Observation sample, long drawnAt) {

  boolean sameRegime(Held other) {
    return sample.sameRegime(other.sample);
  }
}
