// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.jobs.Failure;
import dev.sluice.models.survey.ScenarioCounts;
import dev.sluice.models.survey.SweepCounts;

/**
 * What one respondent answers to one scenario has changed. The changes of a respondent in a
 * scenario form a chain, each beginning where the one before ended; so an aggregate takes back
 * exactly what it was given, without remembering it. With other formulas a new chain begins.
 *
 * @param scenario the scenario
 * @param respondent who answers
 * @param before counters so far; null if there were none
 * @param after counters from now on; null if there are none
 * @param sweeps from now on; null if there are no counters
 * @param asOf latest answeredAt, milliseconds since 1970-01-01T00:00:00Z
 * @param formulas version of the formulas that aggregates were told the counters so far for
 * @param failure why there are no counters from now on; null if nothing failed
 */
public record ScenarioChange(
    Scenario scenario,
    ModelVersion respondent,
    ScenarioCounts before,
    ScenarioCounts after,
    SweepCounts sweeps,
    long asOf,
    int formulas,
    Failure failure) {}
