// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

/**
 * What the answers to a scenario are told: it is declared (again), or has ended.
 *
 * @param scenarioId the scenario
 * @param scenario as it is declared now; null if it has ended
 */
public record ScenarioNews(String scenarioId, Scenario scenario) {}
