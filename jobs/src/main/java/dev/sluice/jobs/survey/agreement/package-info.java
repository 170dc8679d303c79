// SPDX-License-Identifier: Apache-2.0
/**
 * How far respondents agree over a set of scenarios: {@code dev.sluice.models.survey.agreement} as
 * a stream.
 *
 * <p>Conventions: a pair is one record, in the order of the names, and is written again only when
 * it has changed; clusters are one record for each set.
 */
package dev.sluice.jobs.survey.agreement;
