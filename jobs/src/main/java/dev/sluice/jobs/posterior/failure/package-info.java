// SPDX-License-Identifier: Apache-2.0
/** Why an experiment has no posterior, in words for whoever declared it. */
package dev.sluice.jobs.posterior.failure;
