// SPDX-License-Identifier: Apache-2.0
/**
 * Studies of in-context learners on simulated sequences, after von Oswald et al. (arXiv
 * 2309.05858): what trained models come to, and at what cost.
 *
 * <p>Conventions: a study is a function of its settings and seeds; sequences that are trained on
 * and those that are tested on have one seed and different numbers.
 */
package dev.sluice.models.mesa.study;
