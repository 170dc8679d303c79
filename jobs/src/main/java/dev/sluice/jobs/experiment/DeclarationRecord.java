// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.experiment;

import dev.sluice.connectors.RawRecord;
import dev.sluice.schemas.Experiment;

/**
 * A decoded record of the topic of declarations.
 *
 * @param experimentId the experiment declared, or ended: then the record's key
 * @param experiment the declaration; null for a tombstone
 * @param source the record as it came
 */
public record DeclarationRecord(String experimentId, Experiment experiment, RawRecord source) {

  static DeclarationRecord declared(Experiment experiment, RawRecord source) {
    return new DeclarationRecord(experiment.getExperimentId(), experiment, source);
  }

  static DeclarationRecord ended(RawRecord source) {
    return new DeclarationRecord(source.keyText(), null, source);
  }

  /** Whether the record's key is the experiment it declares; only then can a tombstone end it. */
  boolean keyedByExperiment() {
    return experimentId.equals(source.keyText());
  }
}
