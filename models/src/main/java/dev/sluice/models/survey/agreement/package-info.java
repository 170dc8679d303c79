// SPDX-License-Identifier: Apache-2.0
/**
 * Survey statistics that compare: models with models over a set of scenarios, and a model's
 * versions with each other.
 *
 * <p>Conventions: respondents are compared by their action likelihoods in the scenarios that both
 * have answered; every sum can take a contribution back. Tests of drift are corrected for their
 * number (Benjamini and Hochberg 1995).
 */
package dev.sluice.models.survey.agreement;
