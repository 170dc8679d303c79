// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior;

import java.io.Serializable;

/**
 * Which method serves how many variables: up to {@value #MAX_ENUMERATED} {@link
 * Method#ENUMERATION}, up to a given number {@link Method#EXACT}, beyond {@link Method#MCMC}. All
 * three are of the same prior. {@link Method#ORDER_EXACT}, which has another, only where it is
 * asked for.
 *
 * @param exactUpTo the largest number of variables that {@link Method#EXACT} is used for
 * @param orderExact whether {@link Method#ORDER_EXACT} is used beyond, up to {@value
 *     #MAX_ORDER_EXACT} variables
 */
public record MethodChoice(int exactUpTo, boolean orderExact) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Up to so many variables all graphs are enumerated. */
  public static final int MAX_ENUMERATED = 5;

  /** What {@link Method#EXACT} is used for unless something else is asked for. */
  public static final int DEFAULT_EXACT = 18;

  /** The largest number of variables of {@link Method#EXACT}. */
  public static final int MAX_EXACT = 20;

  /** The largest number of variables of {@link Method#ORDER_EXACT}. */
  public static final int MAX_ORDER_EXACT = 22;

  /**
   * A choice.
   *
   * @throws IllegalArgumentException if {@code exactUpTo} is not from 5 to 20
   */
  public MethodChoice {
    if (exactUpTo < MAX_ENUMERATED || exactUpTo > MAX_EXACT) {
      throw new IllegalArgumentException(
          "exactUpTo must be from %d to %d: %d".formatted(MAX_ENUMERATED, MAX_EXACT, exactUpTo));
    }
  }

  /** Exact up to {@value #DEFAULT_EXACT} variables, never over orders. */
  public static MethodChoice defaults() {
    return new MethodChoice(DEFAULT_EXACT, false);
  }

  /** The method for a number of variables. */
  public Method of(int variables) {
    if (variables <= MAX_ENUMERATED) {
      return Method.ENUMERATION;
    }
    if (variables <= exactUpTo) {
      return Method.EXACT;
    }
    return orderExact && variables <= MAX_ORDER_EXACT ? Method.ORDER_EXACT : Method.MCMC;
  }

  /** The largest number of variables that an exact method serves. */
  public int exactReach() {
    return orderExact ? MAX_ORDER_EXACT : exactUpTo;
  }
}
