// SPDX-License-Identifier: Apache-2.0
/**
 * A 3-D U-Net that segments lesions: Çiçek et al., "3D U-Net: learning dense volumetric
 * segmentation from sparse annotation", MICCAI 2016, after Ronneberger et al., "U-Net:
 * convolutional networks for biomedical image segmentation", MICCAI 2015. Federau et al. 2020 train
 * "a generic 3D U-Net" whose settings are not public; on phantoms this is a phantom study.
 *
 * <p>The graph and its gradient are SameDiff's, of ND4J. Differences from Çiçek et al.: no batch
 * normalisation, as many channels in both convolutions of a level, soft Dice beside cross-entropy.
 *
 * <p>Conventions: networks compute in 32 bits, Adam in 64. An image is a cube, its spacing is not
 * looked at. The same weights, seed and cases give the same bits on one machine, provided that the
 * linear algebra library runs on one thread ({@code OMP_NUM_THREADS=1}). What holds a graph is of
 * one thread.
 *
 * <p>SameDiff leaves arrays of a step outside the heap to the garbage collector, which does not see
 * their size: without a limit 10 steps and 40 predictions at 32^3 voxels took 7 GB. A JVM that
 * trains sets one, such as {@code -Dorg.bytedeco.javacpp.maxphysicalbytes=2g}, at which JavaCPP has
 * them collected.
 */
package dev.sluice.models.lesion.network;
