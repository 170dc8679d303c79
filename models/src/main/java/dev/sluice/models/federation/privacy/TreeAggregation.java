// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.privacy;

import dev.sluice.models.federation.secure.SiteSecret;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Noise for an endless stream of releases that are added up: the noise of the sum of the first n is
 * that of as many nodes of a binary tree as n has ones in binary, and not of n releases. The binary
 * mechanism of Dwork, Naor, Pitassi and Rothblum, "Differential privacy under continual
 * observation", STOC 2010, and Chan, Shi and Song 2011, "Private and Continual Release of
 * Statistics".
 *
 * <p>A node's noise is a function of the site's secret and the node, so that a replay reuses it,
 * and no state is kept.
 *
 * @param federation its name
 * @param length numbers of a release
 * @param restartPeriod after so many releases a new tree begins: an event then has a part in nodes
 *     of its tree only, and the noise grows by that of a whole tree; 0 for never
 */
public record TreeAggregation(String federation, int length, long restartPeriod) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public TreeAggregation {
    if (length < 0 || restartPeriod < 0) {
      throw new IllegalArgumentException(
          "%d numbers, restarted after %d releases".formatted(length, restartPeriod));
    }
  }

  /**
   * What a release must have added, such that the sum of all up to it has the noise of {@link
   * #prefix}.
   *
   * @param before the number of this site's last release that went into the sum, from 1 on; 0 if
   *     none did
   * @param after the number of this one; numbers between are of releases that went into no sum, and
   *     were seen by nobody
   * @throws IllegalArgumentException if they are not in order
   */
  public BigInteger[] increment(
      NoisyRelease mechanism, SiteSecret secret, long before, long after) {
    if (before < 0 || after <= before) {
      throw new IllegalArgumentException("a release %d after %d".formatted(after, before));
    }
    List<Node> added = nodes(after);
    List<Node> removed = nodes(before);
    List<Node> common = new ArrayList<>(added);
    common.retainAll(removed);
    added.removeAll(common);
    removed.removeAll(common);
    BigInteger[] increment = sum(mechanism, secret, added);
    BigInteger[] less = sum(mechanism, secret, removed);
    Arrays.setAll(increment, i -> increment[i].subtract(less[i]));
    return increment;
  }

  /** The noise in the sum of the first so many releases. */
  public BigInteger[] prefix(NoisyRelease mechanism, SiteSecret secret, long releases) {
    return sum(mechanism, secret, nodes(releases));
  }

  /** How many nodes' noise is in the sum of the first so many releases. */
  public int prefixNodes(long releases) {
    return nodes(releases).size();
  }

  /** Most nodes that one release is below, of so many. */
  public int levels(long releases) {
    long most = restartPeriod == 0 ? releases : Math.min(releases, restartPeriod);
    return Long.SIZE - Long.numberOfLeadingZeros(most);
  }

  /**
   * Rho of all releases for a unit that has a part in at most m of them: at level l, in nodes of
   * 2^l releases, it moves the sums by squares that add up to at most m min(m, 2^l) D^2 C^2.
   *
   * <p>For a unit that has a part in every release, as a {@link ProtectedUnit#SITE} has, that grows
   * with the square of their number: there, noise for each release by itself costs less.
   *
   * @param releases T, so far
   * @param contributions m
   * @throws IllegalArgumentException if a number is negative
   */
  public double rho(ProtectedUnit unit, double noiseMultiplier, long releases, long contributions) {
    if (releases < 0 || contributions < 0) {
      throw new IllegalArgumentException(
          "%d contributions to %d releases".formatted(contributions, releases));
    }
    double m = Math.min(contributions, releases);
    double squares = 0;
    for (int level = 0; level < levels(releases); level++) {
      squares += m * Math.min(m, Math.scalb(1.0, level));
    }
    return squares * ZeroConcentrated.gaussian(unit, noiseMultiplier);
  }

  private BigInteger[] sum(NoisyRelease mechanism, SiteSecret secret, List<Node> nodes) {
    BigInteger[] sum = new BigInteger[length];
    Arrays.fill(sum, BigInteger.ZERO);
    for (Node node : nodes) {
      BigInteger[] noise =
          mechanism.noise(
              length,
              secret.stream(federation, "tree noise", node.tree(), node.level(), node.index()));
      Arrays.setAll(sum, i -> sum[i].add(noise[i]));
    }
    return sum;
  }

  /** Whole trees first, then the largest nodes of the tree that is growing. */
  private List<Node> nodes(long releases) {
    List<Node> nodes = new ArrayList<>();
    long whole = restartPeriod == 0 ? 0 : releases / restartPeriod;
    for (long tree = 0; tree < whole; tree++) {
      add(nodes, tree, restartPeriod);
    }
    add(nodes, whole, releases - whole * restartPeriod);
    return nodes;
  }

  private static void add(List<Node> nodes, long tree, long releases) {
    for (int level = Long.SIZE - 1; level >= 0; level--) {
      if ((releases >> level & 1) == 1) {
        nodes.add(new Node(tree, level, (releases >> level) - 1));
      }
    }
  }

  /** The releases from index 2^level on, 2^level of them, of one tree. */
  private record Node(long tree, int level, long index) {}
}
