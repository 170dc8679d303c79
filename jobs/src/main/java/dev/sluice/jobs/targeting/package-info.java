// SPDX-License-Identifier: Apache-2.0
/**
 * Beliefs choose the next intervention: what a job that holds beliefs adds to itself so that it
 * proposes experiments, and hears what became of them.
 *
 * <p>The job scores candidates beside the stream whenever {@link
 * dev.sluice.jobs.targeting.Occasions} says so, and tells {@link dev.sluice.jobs.targeting.News} of
 * declarations and of answered rows. {@link dev.sluice.jobs.targeting.Decide} keeps the decisions.
 */
package dev.sluice.jobs.targeting;
