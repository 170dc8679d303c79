// SPDX-License-Identifier: Apache-2.0
/**
 * The jobs jar where it belongs: on a Flink cluster and a Kafka broker of separate processes on the
 * loopback address, which are killed while numbered records flow.
 *
 * <p>{@link dev.sluice.cluster.Cluster} is the processes, {@link dev.sluice.cluster.Chaos} what is
 * done to them, {@link dev.sluice.cluster.workload.Workload} what flows and what has to come of it.
 */
package dev.sluice.cluster;
