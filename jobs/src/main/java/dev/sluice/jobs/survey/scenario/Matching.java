// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.models.survey.Label;
import java.io.Serializable;

/** Makes an answer in words a label. */
@FunctionalInterface
interface Matching extends Serializable {

  /** By the rules of the matcher. */
  Matching RULES =
      (matchers, scenario, answer, text) -> matchers.of(scenario).match(answer.form(), text);

  Label match(Matchers matchers, Scenario scenario, CheckedAnswer answer, String text);
}
