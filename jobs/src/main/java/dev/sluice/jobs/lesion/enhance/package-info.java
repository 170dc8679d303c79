// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic lesion enhancement on streams, after Federau, Christensen, Scherrer et al. 2020 (arXiv
 * 2012.14771): cases in, cases with moved lesions out. Volumes travel by path through Flink's file
 * systems. A phantom study as long as nobody brings images of patients.
 */
package dev.sluice.jobs.lesion.enhance;
