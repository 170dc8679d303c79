// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.models.survey.agreement.AgreementRow;

/**
 * What is kept of everybody's likelihood in one scenario.
 *
 * @param row the likelihoods
 * @param formulas version of the formulas that they are made with
 */
public record ScenarioRow(AgreementRow row, int formulas) {}
