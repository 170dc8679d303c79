// SPDX-License-Identifier: Apache-2.0
/**
 * Volumes and masks in files of NIfTI-1 (Cox et al., <i>nifti1.h</i>, Neuroimaging Informatics
 * Technology Initiative 2003): one file {@code .nii} or {@code .nii.gz}, both byte orders.
 *
 * <p>Convention: what is read is checked whole and kept byte for byte; an error is one line that
 * names the file, what is wrong and what was expected.
 *
 * <p>Own code, since of the libraries on Maven Central zorbage-nifti brings a whole algebra library
 * with it and the others have no releases.
 */
package dev.sluice.models.lesion.nifti;
