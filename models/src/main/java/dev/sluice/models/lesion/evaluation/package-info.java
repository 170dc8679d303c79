// SPDX-License-Identifier: Apache-2.0
/**
 * How well masks of lesions that a model predicts agree with the true ones, of a case ({@link
 * dev.sluice.models.lesion.evaluation.CaseScore}), of a model over cases ({@link
 * dev.sluice.models.lesion.evaluation.ModelScores}) and of two models over the same cases ({@link
 * dev.sluice.models.lesion.evaluation.PairedScores}).
 *
 * <p>Conventions, which the paper does not give (Federau et al. 2020) and which are to be printed
 * beside results:
 *
 * <ul>
 *   <li>Dice of two empty masks is undefined (NaN, called blank); of one empty mask it is 0. Means
 *       of Dice are over the cases with a true lesion; the others are counted.
 *   <li>Lesions are components of 26 neighbours. A true lesion is found if one voxel of it is
 *       predicted; a predicted component without a true voxel is false.
 *   <li>A case is detected if a predicted component has at least the least volume asked for, be it
 *       where it may; it has a lesion if one true voxel is there.
 *   <li>Volume errors are predicted less true, in ml, over the cases with a true lesion.
 * </ul>
 *
 * <p>Running statistics are sums of whole numbers: parts merged in any order equal the whole to the
 * last bit. A case that comes twice counts twice: whoever calls keeps duplicates away. Running
 * statistics have effects with intervals and no P value, which repeated looks would make
 * meaningless; {@link dev.sluice.models.lesion.evaluation.PairedTest} tests once, at the end.
 */
package dev.sluice.models.lesion.evaluation;
