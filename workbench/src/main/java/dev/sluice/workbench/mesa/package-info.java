// SPDX-License-Identifier: Apache-2.0
/**
 * Commands of learners in context: sequences of tokens simulated and replayed, their job run, its
 * losses watched, and the study of trained models (von Oswald et al., arXiv 2309.05858).
 */
package dev.sluice.workbench.mesa;
