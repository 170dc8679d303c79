// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.jobs.NaturalKey;

/**
 * Who answers.
 *
 * @param model the model
 * @param version its version; empty where versions are not told apart
 */
public record ModelVersion(String model, String version) {

  /** The two as one name. */
  public String name() {
    return NaturalKey.of(model, version);
  }
}
