// SPDX-License-Identifier: Apache-2.0
/** How much better than chance rules of targeting choose interventions on simulated systems. */
package dev.sluice.models.targeting.study;
