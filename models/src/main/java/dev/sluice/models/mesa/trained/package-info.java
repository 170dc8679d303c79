// SPDX-License-Identifier: Apache-2.0
/**
 * Sequence models that are trained on a stream of sequences, to be compared with algorithms that
 * learn in context: layers of linear, of mesa and of softmax attention, after von Oswald et al.,
 * "Uncovering mesa-optimization algorithms in Transformers" (arXiv 2309.05858).
 *
 * <p>Conventions: a model is structure only, its weights are one array of doubles, and so is what
 * the optimiser keeps. Sequences are arrays (sequence, step, entry). A loss is half the squared
 * error of the prediction of the next token. Weights are multiplied by ND4J, which a whole chunk of
 * sequences makes worth its call; the heads, whose products are small, by loops over the sequences
 * of a chunk side by side. Both add in an order that depends on nothing but shapes, so that the
 * same weights and sequences give the same bits, provided that the linear algebra library runs on
 * one thread ({@code OMP_NUM_THREADS=1}).
 */
package dev.sluice.models.mesa.trained;
