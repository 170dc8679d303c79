// SPDX-License-Identifier: Apache-2.0
/**
 * The job of the lesion study: {@code dev.sluice.models.lesion.evaluation} as a stream, for
 * predictions of any model (Federau et al., arXiv 2012.14771). What it is shown with here is a
 * phantom study, which says nothing of patients; snapshots count the cases that are phantoms.
 *
 * <p>Conventions: the first record of a case counts, and of a case and model the newest prediction
 * by its own time; sums are exact, and what is replaced is taken back: no order of arrival, split
 * or restart changes a result. Files are read when their prediction is compared, and must not
 * change once they are named.
 */
package dev.sluice.jobs.lesion;
