// SPDX-License-Identifier: Apache-2.0
/** What the jobs of a federation have in common: how their messages leave, and bytes in them. */
package dev.sluice.jobs.federation;
