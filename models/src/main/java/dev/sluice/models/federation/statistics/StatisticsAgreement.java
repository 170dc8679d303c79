// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What all sites of a federation must have declared alike before they add up statistics: what a
 * number of the sum means, and that it has room.
 *
 * @param variables their names, in the order of the domain
 * @param domain of one row
 * @param regimes the sets of targets whose rows are counted apart, ascending; a row of any other is
 *     refused. All that some site may have: {@link #singleTargets} does not tell which has which
 * @param room of a number
 * @param bounds by continuous variable b: the mean square of a regime's rows is at most 4^b, as it
 *     is where no |x| is above 2^b; empty if categorical
 * @param maxParents of the families of categorical variables that are counted; 0 if continuous
 * @param codebook what names cannot say, in any words that all sites use to the letter: units,
 *     which category is which; may be empty
 */
public record StatisticsAgreement(
    List<String> variables,
    Domain domain,
    List<VariableSet> regimes,
    Room room,
    List<Integer> bounds,
    int maxParents,
    String codebook) {

  /**
   * Bounds are within 2^-250 and 2^250: units of products are at least 2^-1008, so that whatever is
   * a whole number of units is a sum of doubles.
   */
  public static final int MAX_BOUND = 250;

  /** A bound for variables of which little is known: 2^30. */
  public static final int DEFAULT_BOUND = 30;

  /**
   * Sorts the regimes, and drops those that are there twice.
   *
   * @throws IllegalArgumentException if the fields make no sense together, or statistics of all
   *     sites would take too much memory
   */
  public StatisticsAgreement {
    variables = List.copyOf(variables);
    regimes = List.copyOf(new TreeSet<>(regimes));
    bounds = List.copyOf(bounds);
    checkNames(variables, domain);
    for (VariableSet targets : regimes) {
      if (targets.length() > domain.dimension()) {
        throw new IllegalArgumentException(
            "regime %s is not of the %d variables".formatted(targets, domain.dimension()));
      }
    }
    if (domain.isCategorical()) {
      checkCounts(domain, room, bounds, maxParents);
      StatisticSizes.checkTables(domain, regimes, maxParents);
    } else {
      checkSums(domain, bounds, maxParents);
      StatisticSizes.checkSums(domain, regimes);
      GaussianUnits.checkRoom(room);
    }
  }

  /** Of continuous variables, all within {@value #DEFAULT_BOUND} bits, with room for sums. */
  public static StatisticsAgreement continuous(
      List<String> variables, Collection<VariableSet> regimes) {
    int dimension = variables.size();
    return new StatisticsAgreement(
        variables,
        Domain.continuous(dimension),
        List.copyOf(regimes),
        Room.FOR_SUMS,
        IntStream.range(0, dimension).map(i -> DEFAULT_BOUND).boxed().toList(),
        0,
        "");
  }

  /** Of categorical variables, with room for counts. */
  public static StatisticsAgreement categorical(
      List<String> variables, Domain domain, Collection<VariableSet> regimes, int maxParents) {
    return new StatisticsAgreement(
        variables, domain, List.copyOf(regimes), Room.FOR_COUNTS, List.of(), maxParents, "");
  }

  /** The same with other bounds of continuous variables. */
  public StatisticsAgreement withBounds(Integer... exponents) {
    return new StatisticsAgreement(
        variables, domain, regimes, room, List.of(exponents), maxParents, codebook);
  }

  /** The same with another room. */
  public StatisticsAgreement withRoom(Room other) {
    return new StatisticsAgreement(variables, domain, regimes, other, bounds, maxParents, codebook);
  }

  /** The same with other words on what numbers mean. */
  public StatisticsAgreement withCodebook(String words) {
    return new StatisticsAgreement(variables, domain, regimes, room, bounds, maxParents, words);
  }

  /** No target, and each of {@code dimension} variables alone: what most experiments are of. */
  public static List<VariableSet> singleTargets(int dimension) {
    List<VariableSet> regimes = new ArrayList<>(List.of(VariableSet.EMPTY));
    for (int variable = 0; variable < dimension; variable++) {
      regimes.add(VariableSet.of(variable));
    }
    return regimes;
  }

  /** The least bound b with |x| at most 2^b, for numbers above 0; see {@link #bounds}. */
  public static int boundOf(double largest) {
    int below = Math.getExponent(largest);
    return Math.scalb(1.0, below) < largest ? below + 1 : below;
  }

  /**
   * SHA-256 of all fields in one form, 32 bytes: the same where the agreements are, and, as far as
   * anybody knows, nowhere else.
   */
  public byte[] fingerprint() {
    return Fingerprint.of(this);
  }

  /**
   * Refuses another agreement that is not the same.
   *
   * @param who the other's site, for the message
   * @throws IllegalArgumentException naming each field that differs, and how
   */
  public void checkSame(StatisticsAgreement other, String who) {
    List<String> differences = Differences.between(this, other);
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "%s agrees to something else: %s".formatted(who, String.join("; ", differences)));
    }
  }

  private static void checkNames(List<String> variables, Domain domain) {
    if (variables.size() != domain.dimension()) {
      throw new IllegalArgumentException(
          "%d names of %d variables".formatted(variables.size(), domain.dimension()));
    }
    if (new HashSet<>(variables).size() != variables.size()) {
      throw new IllegalArgumentException("a name is there twice: " + variables);
    }
  }

  private static void checkSums(Domain domain, List<Integer> bounds, int maxParents) {
    if (bounds.size() != domain.dimension()) {
      throw new IllegalArgumentException(
          "%d bounds of %d variables".formatted(bounds.size(), domain.dimension()));
    }
    for (int bound : bounds) {
      if (Math.abs(bound) > MAX_BOUND) {
        throw new IllegalArgumentException(
            "bounds must be -%d to %d: %d".formatted(MAX_BOUND, MAX_BOUND, bound));
      }
    }
    if (maxParents != 0) {
      throw new IllegalArgumentException(
          "sums of continuous variables do not end at %d parents".formatted(maxParents));
    }
  }

  private static void checkCounts(Domain domain, Room room, List<Integer> bounds, int maxParents) {
    if (!bounds.isEmpty()) {
      throw new IllegalArgumentException("categorical variables have no bounds: " + bounds);
    }
    if (maxParents < 0 || maxParents >= domain.dimension()) {
      throw new IllegalArgumentException(
          "maxParents must be 0 to %d: %d".formatted(domain.dimension() - 1, maxParents));
    }
    if (room.words() > 2) {
      throw new IllegalArgumentException("counts take one or two words, not " + room.words());
    }
  }
}
