// SPDX-License-Identifier: Apache-2.0
/**
 * Commands of the study of lesions (Federau et al. 2020, arXiv 2012.14771): phantoms simulated,
 * their jobs run, what comes of them watched. A phantom study, which every command says.
 */
package dev.sluice.workbench.lesion;
