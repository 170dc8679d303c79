// SPDX-License-Identifier: Apache-2.0
/**
 * Phantoms in place of the clinical images of Federau et al. 2020, which are not public: heads with
 * two tissues, ventricles and a skull, strokes of known extent, and bright artefacts that are none.
 * What is found with them is a phantom study and says nothing about patients.
 *
 * <p>Lengths are fractions of the grid, so that small and large grids show the same head. Artefacts
 * are as bright as strokes on purpose: no threshold on the signal finds the strokes alone.
 */
package dev.sluice.models.lesion.phantom;
