// SPDX-License-Identifier: Apache-2.0
/**
 * Differential privacy of what a site sends: its change of beliefs is clipped, discrete Gaussian
 * noise from the site's secret is added, and an accountant in zCDP says when the budget is spent.
 *
 * <p>A site draws the noise of a release from the number of that release. What was sent under a
 * number is therefore sent again unchanged, and never is other data sent under it: two sums with
 * the same noise would show the difference of the data. Under secure aggregation, a vector that
 * came into no sum was seen by nobody, and its number may be skipped.
 */
package dev.sluice.models.federation.privacy;
