// SPDX-License-Identifier: Apache-2.0
/**
 * What the jobs on experiments share: declarations, and which samples are let in. The jobs of
 * surveys know nothing of it.
 */
package dev.sluice.jobs.experiment;
