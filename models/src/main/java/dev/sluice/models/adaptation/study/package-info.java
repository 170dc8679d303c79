// SPDX-License-Identifier: Apache-2.0
/**
 * The study of adaptation: simulated systems that shift, learners with their best discounts, and
 * detectors with their alarms and delays, of which {@code docs} show tables and figures.
 *
 * <p>Conventions: a trial is a function of its settings and seed, so that trials run on any number
 * of threads in any order. Gaps are in nats over the law of the system as it is now; delays are in
 * samples.
 */
package dev.sluice.models.adaptation.study;
