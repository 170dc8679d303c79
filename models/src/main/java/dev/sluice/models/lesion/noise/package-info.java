// SPDX-License-Identifier: Apache-2.0
/**
 * Random numbers of voxels: Rician noise of magnitude images, how much of it an image has, and
 * smooth random fields. Counter-based and by {@link java.lang.StrictMath}, so that the same key
 * gives the same bits on every machine.
 */
package dev.sluice.models.lesion.noise;
