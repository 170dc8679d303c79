// SPDX-License-Identifier: Apache-2.0
/**
 * Attacks on what leaves a site, to measure what each protection is worth: was a group of samples
 * among a site's data, and which variables does a site intervene on.
 */
package dev.sluice.models.federation.leakage;
