// SPDX-License-Identifier: Apache-2.0
/** What the jobs of a federation have in common: how their messages leave. */
package dev.sluice.jobs.federation;
