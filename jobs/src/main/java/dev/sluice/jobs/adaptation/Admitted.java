// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.RawRecord;
import dev.sluice.models.adaptation.Observation;
import java.util.List;

/**
 * A sample that was let in and that the engine is yet to observe.
 *
 * @param observed what it observes
 * @param drawnAt milliseconds since 1970-01-01T00:00:00Z
 * @param source the record as it came, for the dead letter that it becomes if the engine fails
 */
public record Admitted(Observation observed, long drawnAt, RawRecord source) {

  /** Where the samples end that are of one regime with the one at an index. */
  static int regimeEnd(List<Admitted> samples, int from) {
    int to = from + 1;
    while (to < samples.size() && samples.get(to).observed.sameRegime(samples.get(from).observed)) {
      to++;
    }
    return to;
  }

  /** What the engine observes of samples. */
  static List<Observation> observations(List<Admitted> samples) {
    Observation[] observations = new Observation[samples.size()];
    for (int s = 0; s < observations.length; s++) {
      observations[s] = samples.get(s).observed;
    }
    return List.of(observations);
  }

  /** The latest drawnAt. */
  static long latest(List<Admitted> samples) {
    long latest = Long.MIN_VALUE;
    for (Admitted sample : samples) {
      latest = Math.max(latest, sample.drawnAt);
    }
    return latest;
  }
}
