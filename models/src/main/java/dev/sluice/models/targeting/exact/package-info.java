// SPDX-License-Identifier: Apache-2.0
/** Targeting by the exact posterior over causal graphs. */
package dev.sluice.models.targeting.exact;
