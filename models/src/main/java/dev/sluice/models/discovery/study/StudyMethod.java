// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.enco.Enco;
import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.domain.Domain;
import java.util.Locale;

/** What a study compares. */
public enum StudyMethod {
  /** See {@link Enco}. */
  ENCO,
  /** The exact posterior, see {@link Yardstick}. */
  EXACT;

  /** Its name in options, tables and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it learns in epochs. */
  public boolean learns() {
    return this != EXACT;
  }

  /**
   * A learner for variables of a domain, of which nothing is known.
   *
   * @throws IllegalArgumentException if it does not learn such variables
   */
  DiscoveryMethod learner(Domain domain, Width width, long seed) {
    EdgeKnowledge nothing = EdgeKnowledge.none(domain.dimension());
    return switch (this) {
      case ENCO -> new Enco(domain, nothing, enco(width), seed);
      case EXACT -> throw new IllegalStateException("the exact posterior learns nothing");
    };
  }

  private static EncoSettings enco(Width width) {
    EncoSettings light = EncoSettings.light();
    return new EncoSettings(
        width.hidden(),
        width.batch(),
        width.graphs(),
        light.weightRate(),
        light.weightDecay(),
        light.existenceRate(),
        light.orientationRate(),
        width.sparsity(),
        light.latentConfounders(),
        light.orientationOnly());
  }

  /**
   * How much the learners calculate.
   *
   * @param hidden width of ENCO's networks, a multiple of 4; the others have their own
   * @param batch draws per step
   * @param graphs that ENCO samples per step of its beliefs
   * @param sparsity nats per draw that an edge costs ENCO
   */
  public record Width(int hidden, int batch, int graphs, double sparsity) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException beginning with the component's name
     */
    public Width {
      require("hiddenWidth", hidden >= 4 && hidden % 4 == 0, "a multiple of 4", hidden);
      require("batch", batch >= 1, "at least 1", batch);
      require("sampledGraphs", graphs >= 2, "at least 2", graphs);
      require("sparsity", sparsity >= 0 && Double.isFinite(sparsity), "at least 0", sparsity);
    }

    private static void require(String name, boolean holds, String range, Number value) {
      if (!holds) {
        throw new IllegalArgumentException(name + ": must be " + range + ", is " + value);
      }
    }
  }
}
