// SPDX-License-Identifier: Apache-2.0
/**
 * What stands for the inverse in least squares in context: x = (H + ridge I)^-1 z, exactly or by so
 * many steps as a deep linear attention would take.
 *
 * <p>Conventions: H is the sum of z z' of what was regressed on, n x n, symmetric, row by row in a
 * part of an array. Nothing is allocated per call. No method throws on what is not finite: what
 * comes out is then not finite either, and whoever scores it sees that.
 */
package dev.sluice.models.mesa.solve;
