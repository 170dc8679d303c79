// SPDX-License-Identifier: Apache-2.0
/**
 * What flows to each job, and what has to come of it.
 *
 * <p>Conventions: everything is a function of the number of a step, from 0; a record's key decides
 * about its partition.
 */
package dev.sluice.cluster.workload;
