// SPDX-License-Identifier: Apache-2.0
/**
 * The job that compares how model classes predict and adapt when mechanisms change: {@code
 * dev.sluice.models.adaptation} as a stream.
 *
 * <p>Conventions: everything is keyed by experiment, and samples are learned in the order of their
 * partition. A declaration or a learned graph reaches the models between two samples, never within
 * one. Losses are in nats.
 */
package dev.sluice.jobs.adaptation;
