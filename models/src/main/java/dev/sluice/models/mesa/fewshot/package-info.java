// SPDX-License-Identifier: Apache-2.0
/**
 * Few-shot regression by models that were trained on sequences (von Oswald et al., arXiv
 * 2309.05858, section on in-context learning): prompts of pairs x, y = W x + noise with a W of each
 * prompt's own, and the loss of predicting y by the number of the pair.
 *
 * <p>Who reads pairs as one sequence of tokens learns also that the next x follows from y, which is
 * false, so that the loss first rises: early ascent. What may help is a token between pairs and
 * tokens before them that are learned by gradient, while weights stay as they are.
 */
package dev.sluice.models.mesa.fewshot;
