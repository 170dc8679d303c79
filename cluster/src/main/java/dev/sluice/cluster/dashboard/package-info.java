// SPDX-License-Identifier: Apache-2.0
/** Pictures of Flink's dashboard, as Debian's chromium shows it. */
package dev.sluice.cluster.dashboard;
