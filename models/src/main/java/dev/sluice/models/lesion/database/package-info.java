// SPDX-License-Identifier: Apache-2.0
/**
 * What the four models of the study are trained on (Federau et al. 2020): real strokes, synthetic
 * ones, both, and both with many synthetic ones.
 *
 * <p>Patients are split before anything is made of their images: a synthetic case has the lesion of
 * one patient and the brain of another, and with some twenty lesions for each normal brain a later
 * split would put the same brain on both sides. Databases are therefore built of a split only, and
 * {@link dev.sluice.models.lesion.database.HeldOutPatients} checks what was made against it.
 */
package dev.sluice.models.lesion.database;
