// SPDX-License-Identifier: Apache-2.0
/**
 * Synthetic lesion enhancement, after Federau, Christensen, Scherrer et al. 2020 (arXiv
 * 2012.14771), as a phantom study: the paper's clinical data is not public. Volumes and masks of
 * voxels here; what is made of them in the packages below.
 */
package dev.sluice.models.lesion;
