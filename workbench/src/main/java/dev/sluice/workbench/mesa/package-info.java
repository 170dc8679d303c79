// SPDX-License-Identifier: Apache-2.0
/**
 * Commands of learners in context: the study of trained models and their verdicts.
 *
 * <p>Conventions: losses are half squared errors of a token; step t is the prediction made when
 * token t has come; {@code -} is what there is not.
 */
package dev.sluice.workbench.mesa;
