// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.study;

import dev.sluice.models.federation.Aggregation;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who learns: sites together by a rule, and for comparison each alone, and one with all draws. */
public enum Party {
  /** Together, by means in which all sites count alike. */
  NAIVE(Aggregation.Rule.MEAN),
  /** Together, by means in which a site counts most where it intervenes. */
  PROXIMITY(Aggregation.Rule.MEAN),
  /** Together, by trimmed means. */
  TRIMMED(Aggregation.Rule.TRIMMED_MEAN),
  /** A site by itself. */
  ALONE(null),
  /** One learner with the draws of all sites, and as many steps as one of them. */
  POOLED(null);

  private final Aggregation.Rule rule;

  Party(Aggregation.Rule rule) {
    this.rule = rule;
  }

  /** How updates are put together; null of those who exchange none. */
  Aggregation.Rule rule() {
    return rule;
  }

  /** Whether sites learn together. */
  public boolean isFederated() {
    return rule != null;
  }

  /**
   * The one of a name.
   *
   * @throws IllegalArgumentException if there is none; it says which there are
   */
  public static Party parse(String label) {
    return Arrays.stream(values())
        .filter(party -> party.label().equalsIgnoreCase(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            label,
                            Arrays.stream(values())
                                .map(Party::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its name in options, tables and files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
