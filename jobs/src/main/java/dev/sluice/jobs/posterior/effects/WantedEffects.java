// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.posterior.effects.CausePair;
import dev.sluice.models.posterior.effects.EffectSummary;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which effects are computed, by the names of variables: experiments have what they have of them.
 *
 * @param pairs each {@code CAUSE->EFFECT}; empty for all ordered pairs of an experiment
 */
public record WantedEffects(List<String> pairs) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What stands for all pairs. */
  static final String ALL = "all";

  private static final String ARROW = "->";

  /** More numbers fit into no record, even before they are written out. */
  private static final long MOST_NUMBERS = 1_000_000;

  /** Heap of a number, in the result, in its record and while that is written. */
  private static final int BYTES = 128;

  /** Keeps the pairs. */
  public WantedEffects {
    pairs = List.copyOf(pairs);
  }

  /** All ordered pairs of each experiment. */
  public static WantedEffects all() {
    return new WantedEffects(List.of());
  }

  /**
   * What the values of an option say: pairs, which commas separate, or {@value #ALL} by itself. So
   * a name cannot hold a comma here, but the sign of an arrow it can.
   *
   * @throws IllegalArgumentException that names the part that is no pair
   */
  static WantedEffects of(List<String> given) {
    List<String> parts = List.of(String.join(",", given).split(",", -1));
    if (parts.size() == 1 && parts.get(0).strip().equals(ALL)) {
      return all();
    }
    for (String part : parts) {
      if (part.strip().equals(ALL)) {
        throw new IllegalArgumentException("'%s' stands for itself alone".formatted(ALL));
      }
      requirePair(part);
    }
    return new WantedEffects(parts);
  }

  private static void requirePair(String part) {
    boolean between = false;
    for (int at = part.indexOf(ARROW); at >= 0; at = part.indexOf(ARROW, at + 1)) {
      String cause = part.substring(0, at);
      String effect = part.substring(at + ARROW.length());
      between |= !cause.isBlank() && !effect.isBlank() && !cause.strip().equals(effect.strip());
    }
    if (!between) {
      throw new IllegalArgumentException(
          "'%s' is no CAUSE->EFFECT of two variables".formatted(part.strip()));
    }
  }

  /** The pairs of an experiment, each once; those whose names it does not have are left out. */
  public List<CausePair> of(Declaration declaration) {
    if (pairs.isEmpty()) {
      return allOf(declaration.variables().length);
    }
    Set<CausePair> known = new LinkedHashSet<>();
    for (String pair : pairs) {
      CausePair found = find(pair, declaration);
      if (found != null) {
        known.add(found);
      }
    }
    return List.copyOf(known);
  }

  /** Whether an experiment has any. */
  public boolean areOf(Declaration declaration) {
    return !of(declaration).isEmpty();
  }

  private static List<CausePair> allOf(int variables) {
    List<CausePair> all = new ArrayList<>();
    for (int cause = 0; cause < variables; cause++) {
      for (int outcome = 0; outcome < variables; outcome++) {
        if (outcome != cause) {
          all.add(new CausePair(cause, outcome));
        }
      }
    }
    return all;
  }

  /** A name may hold the sign of an arrow: where there are several, the variables decide. */
  private static CausePair find(String pair, Declaration declaration) {
    for (int at = pair.indexOf(ARROW); at >= 0; at = pair.indexOf(ARROW, at + 1)) {
      int cause = variable(pair.substring(0, at), declaration);
      int outcome = variable(pair.substring(at + ARROW.length()), declaration);
      if (cause >= 0 && outcome >= 0 && cause != outcome) {
        return new CausePair(cause, outcome);
      }
    }
    return null;
  }

  private static int variable(String given, Declaration declaration) {
    int exactly = declaration.indexOf(given);
    return exactly >= 0 ? exactly : declaration.indexOf(given.strip());
  }

  /** How many numbers the effects of an experiment are. */
  static long numbers(Declaration declaration, List<CausePair> pairs) {
    int[] categories = declaration.categories();
    long numbers = 0;
    for (CausePair pair : pairs) {
      long summaries =
          categories.length == 0 ? 1 : (long) categories[pair.cause()] * categories[pair.outcome()];
      numbers += 1 + summaries * (2 + EffectSummary.LEVELS.size());
    }
    return numbers;
  }

  /** Whether a record could hold so many effects at all. */
  static boolean fit(long numbers) {
    return numbers <= MOST_NUMBERS;
  }

  /** Most bytes of heap that so many numbers take, beside what computes them. */
  static long bytes(long numbers) {
    return BYTES * numbers;
  }
}
