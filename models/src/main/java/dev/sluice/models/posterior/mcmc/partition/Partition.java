// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.mcmc.partition;

import dev.sluice.models.domain.VariableSet;
import java.util.Arrays;

/**
 * An ordered partition of nodes, Kuipers and Moffa 2017, section 4: the first element has the nodes
 * without parents (outpoints), each next one those that are without parents once the elements
 * before it are taken away. So a graph has exactly one partition; and a partition has those graphs
 * in which the nodes of the first element have no parents, and every other node has parents in
 * elements before its own only, at least one of them in the element just before. Changed in place.
 */
final class Partition {
  /** By node, the element that it is in; none of the elements below {@link #count} is empty. */
  final int[] element;

  /** By element, how many nodes it has. */
  final int[] size;

  /** The number of elements. */
  int count;

  /** All nodes in one element: the graph without edges. */
  Partition(int nodes) {
    element = new int[nodes];
    size = new int[nodes + 1]; // while a node moves, there may be an empty element more
    size[0] = nodes;
    count = nodes == 0 ? 0 : 1;
  }

  int nodes() {
    return element.length;
  }

  /** Becomes the partition of an acyclic graph. */
  void set(VariableSet[] parents) {
    int[][] parentsOf = new int[parents.length][];
    for (int node = 0; node < parents.length; node++) {
      parentsOf[node] = parents[node].members();
    }
    Arrays.fill(element, parents.length);
    Arrays.fill(size, 0);
    int placed = 0;
    for (count = 0; placed < parents.length; count++) {
      for (int node = 0; node < parents.length; node++) {
        if (element[node] == parents.length && areBefore(parentsOf[node], count)) {
          element[node] = count;
          size[count]++;
          placed++;
        }
      }
      if (size[count] == 0) {
        throw new IllegalArgumentException("the graph has a cycle");
      }
    }
  }

  /** Becomes the same as another one of as many nodes. */
  void set(Partition other) {
    System.arraycopy(other.element, 0, element, 0, element.length);
    System.arraycopy(other.size, 0, size, 0, size.length);
    count = other.count;
  }

  /** The nodes of an element, ascending. */
  int[] members(int of) {
    int[] members = new int[size[of]];
    int filled = 0;
    for (int node = 0; filled < members.length; node++) {
      if (element[node] == of) {
        members[filled++] = node;
      }
    }
    return members;
  }

  /** The node that comes {@code rank}-th, from 0, among those of an element. */
  int member(int of, int rank) {
    int left = rank;
    int node = 0;
    while (element[node] != of || left-- > 0) {
      node++;
    }
    return node;
  }

  /** The node goes to an element that is there. */
  void place(int node, int into) {
    size[element[node]]--;
    size[into]++;
    element[node] = into;
  }

  /** Makes room for a new element, still empty, before the one numbered {@code at}. */
  void open(int at) {
    for (int node = 0; node < element.length; node++) {
      element[node] += element[node] >= at ? 1 : 0;
    }
    System.arraycopy(size, at, size, at + 1, count - at);
    size[at] = 0;
    count++;
  }

  /** Joins the element {@code at} with the next one; either may be empty. */
  void close(int at) {
    for (int node = 0; node < element.length; node++) {
      element[node] -= element[node] > at ? 1 : 0;
    }
    size[at] += size[at + 1];
    System.arraycopy(size, at + 2, size, at + 1, count - at - 2);
    count--;
    size[count] = 0;
  }

  /** The roles of nodes as parents of the nodes of an element; see {@link FamilyTable}. */
  void roles(int of, byte[] roles) {
    for (int node = 0; node < element.length; node++) {
      roles[node] =
          element[node] < of - 1
              ? FamilyTable.ALLOWED
              : element[node] == of - 1 ? FamilyTable.WANTED : FamilyTable.BARRED;
    }
  }

  /**
   * By element, that element of {@code other} whose nodes have the same nodes in the element just
   * before, and the same in all elements before, as the nodes here have; -1 if there is none.
   */
  int[] samePlaces(Partition other) {
    int[] last = new int[count]; // of the other's elements that the nodes of each are in
    for (int node = 0; node < element.length; node++) {
      last[element[node]] = Math.max(last[element[node]], other.element[node]);
    }
    int[] places = new int[count];
    int furthest = 0; // as many elements of the other have all nodes before
    int before = 0;
    int othersBefore = 0;
    boolean previousFits = true;
    int previous = -1;
    for (int of = 0; of < count; of++) {
      boolean fits = before == othersBefore; // no other nodes, then
      places[of] = fits && previousFits && previous == furthest - 1 ? furthest : -1;
      previousFits = fits;
      previous = furthest;
      before += size[of];
      while (furthest <= last[of]) {
        othersBefore += other.size[furthest++];
      }
    }
    return places;
  }

  private boolean areBefore(int[] nodes, int before) {
    for (int node : nodes) {
      if (element[node] >= before) {
        return false;
      }
    }
    return true;
  }
}
