// SPDX-License-Identifier: Apache-2.0
/**
 * Detectors of change, fed one number at a time: ADWIN (Bifet and Gavaldà 2007), Page-Hinkley, the
 * Shiryaev-Roberts e-detector (Shin, Ramdas and Rinaldo, arXiv 2203.03532), a z-test of two
 * windows, and the Benjamini-Hochberg rule for e-values (Wang and Ramdas 2022), which says which of
 * several have changed.
 *
 * <p>Conventions: a detector's state is an array of doubles that the caller keeps and that only the
 * detector can read; after an alarm it is the initial one.
 */
package dev.sluice.models.detection;
