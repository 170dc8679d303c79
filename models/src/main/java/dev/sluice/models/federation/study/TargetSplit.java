// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.rng.sampling.PermutationSampler;

/**
 * Which variables each site intervenes on.
 *
 * @param kind how targets of sites meet
 * @param perSite targets of a site; 0 for all variables
 */
public record TargetSplit(Kind kind, int perSite) {

  /** Every site intervenes on every variable. */
  public static final TargetSplit SHARED = new TargetSplit(Kind.SHARED, 0);

  /** How targets of sites meet. */
  public enum Kind {
    /** No two sites share a target. */
    DISJOINT,
    /** Sites begin evenly spread over the variables, and reach into one another. */
    OVERLAPPING,
    /** All sites have all targets. */
    SHARED
  }

  /**
   * Of a text: {@code disjoint:T}, {@code overlapping:T} with T targets per site, or {@code
   * shared}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static TargetSplit parse(String text) {
    String[] parts = text.split(":", -1);
    if (text.equals("shared")) {
      return SHARED;
    }
    if (parts.length == 2 && parts[1].matches("[1-9]\\d{0,3}")) {
      for (Kind kind : new Kind[] {Kind.DISJOINT, Kind.OVERLAPPING}) {
        if (parts[0].equals(label(kind))) {
          return new TargetSplit(kind, Integer.parseInt(parts[1]));
        }
      }
    }
    throw new IllegalArgumentException(
        "'%s' is none of disjoint:T, overlapping:T and shared".formatted(text));
  }

  /**
   * Checks that there are enough variables.
   *
   * @throws IllegalArgumentException beginning with {@code split:}
   */
  public void require(int sites, int variables) {
    int needed = kind == Kind.DISJOINT ? Math.multiplyExact(sites, perSite) : perSite;
    if (needed > variables) {
      throw new IllegalArgumentException(
          "split: %s of %d sites needs %d variables, there are %d"
              .formatted(this, sites, needed, variables));
    }
  }

  /** Targets of each site, of a system's seed. */
  public VariableSet[] targets(int sites, int variables, long seed) {
    if (kind == Kind.SHARED) {
      VariableSet[] all = new VariableSet[sites];
      Arrays.fill(all, VariableSet.first(variables));
      return all;
    }
    int[] order = PermutationSampler.natural(variables);
    PermutationSampler.shuffle(KeyedRandom.of(seed, "targets of sites"), order);
    VariableSet[] targets = new VariableSet[sites];
    for (int site = 0; site < sites; site++) {
      int first = kind == Kind.DISJOINT ? site * perSite : site * variables / sites;
      int[] members = new int[perSite];
      Arrays.setAll(members, at -> order[(first + at) % variables]);
      Arrays.sort(members);
      targets[site] = VariableSet.of(members);
    }
    return targets;
  }

  private static String label(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return kind == Kind.SHARED ? label(kind) : label(kind) + ":" + perSite;
  }
}
