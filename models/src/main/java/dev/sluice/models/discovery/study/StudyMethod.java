// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.domain.Domain;
import java.util.Locale;

/** What a study compares. */
public enum StudyMethod {
  /** See {@link MethodName#ENCO}. */
  ENCO(MethodName.ENCO),
  /** See {@link MethodName#DSDI}. */
  DSDI(MethodName.DSDI),
  /** See {@link MethodName#DCDI}. */
  DCDI(MethodName.DCDI),
  /** The exact posterior, see {@link Yardstick}. */
  EXACT(null);

  private final MethodName learner;

  StudyMethod(MethodName learner) {
    this.learner = learner;
  }

  /** Its name in options, tables and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it learns in epochs. */
  public boolean learns() {
    return learner != null;
  }

  /** Whether it learns from interventions with unknown targets. */
  boolean predictsTargets() {
    return learns() && learner.predictsTargets();
  }

  /**
   * A learner for variables of a domain, of which nothing is known.
   *
   * @param latentConfounders whether it looks for latent common causes, if it can
   * @throws IllegalArgumentException if it does not learn such variables
   */
  DiscoveryMethod learner(Domain domain, Width width, boolean latentConfounders, long seed) {
    return new MethodChoice(
            learner,
            width.hidden(),
            width.batch(),
            width.graphs(),
            width.sparsity(),
            latentConfounders && this == ENCO,
            seed)
        .of(domain, EdgeKnowledge.none(domain.dimension()));
  }

  /**
   * How much the learners calculate; null for what each has of its own.
   *
   * @param hidden width of the networks
   * @param batch draws per step
   * @param graphs that are sampled per step of beliefs
   * @param sparsity what an edge costs, in the method's own unit
   */
  public record Width(Integer hidden, Integer batch, Integer graphs, Double sparsity) {
    /** Each method's own. */
    public static final Width OWN = new Width(null, null, null, null);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Width {
      require("hiddenWidth", hidden == null || isMultiple(hidden), "a multiple of 4", hidden);
      require("batch", batch == null || batch >= 1, "at least 1", batch);
      require("sampledGraphs", graphs == null || graphs >= 2, "at least 2", graphs);
      boolean isCost = sparsity == null || (sparsity >= 0 && Double.isFinite(sparsity));
      require("sparsity", isCost, "at least 0", sparsity);
    }

    private static boolean isMultiple(int hidden) {
      return hidden >= 4 && hidden % 4 == 0;
    }

    private static void require(String name, boolean holds, String range, Number value) {
      if (!holds) {
        throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
      }
    }
  }
}
