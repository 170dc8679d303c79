// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.agreement;

/**
 * Two different models.
 *
 * @param first the one whose name comes first
 * @param second the other
 */
public record ModelPair(String first, String second) {

  /** The pair of two models in any order. */
  public static ModelPair of(String one, String other) {
    return one.compareTo(other) < 0 ? new ModelPair(one, other) : new ModelPair(other, one);
  }
}
