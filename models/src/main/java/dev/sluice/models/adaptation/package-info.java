// SPDX-License-Identifier: Apache-2.0
/**
 * Modular against structured and monolithic models under distribution shift, one sample at a time.
 *
 * <p>The question is that of Scherrer, Goyal, Bauer, Bengio and Ke, "On the Generalization and
 * Adaption Performance of Causal Models" (arXiv 2206.04620): does a model that factorises along the
 * causal graph adapt faster when a mechanism changes? Of that paper only the abstract was at hand;
 * the protocol is a reconstruction from the same group's sibling work and our own choices.
 *
 * <p>Conventions: losses and entropies are in nats. A model's parameters, what it remembers of the
 * data included, are one array of doubles that the model knows how to read; a detector's state
 * likewise. That is what Flink keeps.
 */
package dev.sluice.models.adaptation;
