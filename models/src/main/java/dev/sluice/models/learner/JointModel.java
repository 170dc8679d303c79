// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.learner;

/**
 * A predictive distribution over all d variables that learns sample by sample, as a sum of terms.
 *
 * <p>The model itself is immutable and knows only structure; all that it learns is in an array of
 * {@link #size} doubles that the caller keeps, copies and stores. Terms are numbered from 0. Where
 * {@link #modular()}, term i speaks of variable i alone and can be trained apart from the others;
 * otherwise the terms are the summands of a chain rule (or a single one) and are trained together.
 * A set of terms is a bit mask. Safe for use by many threads, unless the implementation says
 * otherwise.
 */
public interface JointModel {
  /** The number of terms, d if modular. */
  int terms();

  /** Whether a term can be trained apart from the others. */
  boolean modular();

  /**
   * Whether to learn with an infinite memory is Bayes' rule, so that the losses are those of a
   * mixture of all that the mechanisms may be.
   */
  boolean bayesian();

  /** The number of doubles that the model's parameters take. */
  int size();

  /** The parameters of a model that has seen nothing. */
  double[] initial();

  /**
   * Predictive losses, before any of the samples is learned.
   *
   * @param parameters not changed
   * @param samples values of all variables, one row per sample
   * @param terms mask of the terms wanted
   * @param losses {@code [sample][term]}: receives -ln p of the wanted terms, nats; other entries
   *     are left alone
   */
  void losses(double[] parameters, double[][] samples, long terms, double[][] losses);

  /**
   * The losses that the model itself expects: for each wanted term the entropy of its predictive
   * distribution at the predictors' values, nats. Differential entropy for continuous variables.
   *
   * @param entropies {@code [sample][term]}, as in {@link #losses}
   */
  void entropies(double[] parameters, double[][] samples, long terms, double[][] entropies);

  /**
   * Residuals of real variables in units of the predictive scale, at most 6; of categorical ones,
   * the observed share of the lower categories and half of that of the own one, less 1/2. Before
   * any of the samples is learned; of models that are {@link #bayesian()} and {@link #modular()}
   * only.
   *
   * @param residuals {@code [sample][term]}, as in {@link #losses}
   */
  default void residuals(
      double[] parameters, double[][] samples, long terms, double[][] residuals) {
    throw new UnsupportedOperationException("a model without residuals");
  }

  /**
   * Learns from the samples.
   *
   * @param parameters changed in place
   * @param terms mask of the terms that learn; a model that is not modular learns as a whole unless
   *     it is 0
   * @param memory how many observations a mechanism remembers, at least 1: each new one multiplies
   *     the weight of the earlier ones (for a table, of the same row) by 1 - 1 / memory, or by more
   *     if they weigh more than the memory holds; infinite for all of them. Models that learn by
   *     gradient steps ignore it.
   */
  void observe(double[] parameters, double[][] samples, long terms, double memory);

  /**
   * Turns what the wanted terms have learned into a prior that weighs as much as so many samples,
   * so that they adapt fast (the closed-form adapter of Le Priol et al., AISTATS 2021). Evidence
   * that weighs less already is left as it is. Models that learn by gradient steps restart their
   * optimiser.
   *
   * @param parameters changed in place
   * @param evidence samples, at least 0
   */
  void restart(double[] parameters, long terms, double evidence);

  /**
   * Goes over to other coordinates of real variables: what was x is {@code factor * x + offset}
   * from now on. Models that learn in closed form then are as if they had learned in the new
   * coordinates; those that learn by gradient steps keep their weights and learn on. Tables have no
   * coordinates.
   *
   * @param parameters changed in place
   * @param factor one per variable, above 0
   * @param offset one per variable
   */
  default void reframe(double[] parameters, double[] factor, double[] offset) {}

  /** The part of the parameters that belongs to one term alone; of a modular model only. */
  double[] extract(double[] parameters, int term);

  /** Puts back what {@link #extract} gave. */
  void insert(double[] parameters, int term, double[] part);

  /** Squared distance between two states of a term: of logits, means or weights. */
  double distance(double[] from, double[] to, int term);
}
