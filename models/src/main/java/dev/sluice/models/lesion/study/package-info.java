// SPDX-License-Identifier: Apache-2.0
/**
 * The phantom study: phantoms are drawn, patients split, databases made, a network trained on each,
 * and all of them tested on the same cases that none has seen (after Federau et al. 2020).
 */
package dev.sluice.models.lesion.study;
