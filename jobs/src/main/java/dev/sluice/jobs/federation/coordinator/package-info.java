// SPDX-License-Identifier: Apache-2.0
/**
 * The coordinator of federations: asks sites for updates, adds them up, masked or not, and tells
 * what is believed then.
 */
package dev.sluice.jobs.federation.coordinator;
