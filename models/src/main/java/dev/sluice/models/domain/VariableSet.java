// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.domain;

import java.util.Arrays;
import java.util.StringJoiner;
import java.util.function.IntConsumer;

/**
 * A set of variables (or of nodes of a graph), by their indices: targets of an intervention, hence
 * a regime; parents of a node. Immutable. A set of variables below 64 is one long inside.
 *
 * <p>Sets are ordered as the numbers are whose bits they are; so the empty set comes first.
 *
 * @param words bit i of word w says that variable 64 w + i is in the set; the last word is not 0
 */
public record VariableSet(long[] words) implements Comparable<VariableSet> {
  /** No variable. */
  public static final VariableSet EMPTY = new VariableSet(new long[0]);

  /** Copies {@code words}, without zeros at the end. */
  public VariableSet {
    int length = words.length;
    while (length > 0 && words[length - 1] == 0) {
      length--;
    }
    words = Arrays.copyOf(words, length);
  }

  /** The set of these variables; one given twice counts once. */
  public static VariableSet of(int... variables) {
    int words = 0;
    for (int variable : variables) {
      if (variable < 0) {
        throw new IllegalArgumentException("no index of a variable: " + variable);
      }
      words = Math.max(words, variable / Long.SIZE + 1);
    }
    long[] bits = new long[words];
    for (int variable : variables) {
      bits[variable / Long.SIZE] |= 1L << variable;
    }
    return new VariableSet(bits);
  }

  /** The set of the variables whose bits are set in a mask. */
  public static VariableSet ofMask(long mask) {
    return mask == 0 ? EMPTY : new VariableSet(new long[] {mask});
  }

  /** One set for each mask. */
  public static VariableSet[] ofMasks(long... masks) {
    return Arrays.stream(masks).mapToObj(VariableSet::ofMask).toArray(VariableSet[]::new);
  }

  /** So many empty sets. */
  public static VariableSet[] noneOf(int sets) {
    VariableSet[] none = new VariableSet[sets];
    Arrays.fill(none, EMPTY);
    return none;
  }

  /** The variables 0 to {@code size} - 1. */
  public static VariableSet first(int size) {
    long[] bits = new long[(size + Long.SIZE - 1) / Long.SIZE];
    Arrays.fill(bits, -1);
    if (size % Long.SIZE != 0) {
      bits[bits.length - 1] = (1L << size) - 1;
    }
    return new VariableSet(bits);
  }

  /**
   * Takes a variable out of a set that changes, such as the nodes that a search has yet to visit.
   *
   * @param words as those of a set; the last may be 0
   * @return the smallest that was in it, or -1 if it is empty
   */
  public static int takeFirst(long[] words) {
    for (int word = 0; word < words.length; word++) {
      long rest = words[word];
      if (rest != 0) {
        words[word] = rest & rest - 1;
        return word * Long.SIZE + Long.numberOfTrailingZeros(rest);
      }
    }
    return -1;
  }

  /** The bits (a copy). */
  @Override
  public long[] words() {
    return words.clone();
  }

  /**
   * The set as one mask.
   *
   * @throws ArithmeticException if a variable is beyond the 63 that a mask has bits for
   */
  public long mask() {
    long mask = words.length == 0 ? 0 : words[0];
    if (words.length > 1 || mask < 0) {
      throw new ArithmeticException(this + " is no set of variables below " + (Long.SIZE - 1));
    }
    return mask;
  }

  /** Whether the variable is in the set. */
  public boolean contains(int variable) {
    int word = variable / Long.SIZE;
    return word < words.length && (words[word] >>> variable & 1) != 0;
  }

  /** Whether no variable is in the set. */
  public boolean isEmpty() {
    return words.length == 0;
  }

  /** The set without a variable that is in it, or with one that is not. */
  public VariableSet toggle(int variable) {
    long[] bits = Arrays.copyOf(words, Math.max(words.length, variable / Long.SIZE + 1));
    bits[variable / Long.SIZE] ^= 1L << variable;
    return new VariableSet(bits);
  }

  /** How many variables are in the set. */
  public int size() {
    int size = 0;
    for (long word : words) {
      size += Long.bitCount(word);
    }
    return size;
  }

  /** One more than the largest variable; 0 for the empty set. */
  public int length() {
    int last = words.length - 1;
    return last < 0 ? 0 : words.length * Long.SIZE - Long.numberOfLeadingZeros(words[last]);
  }

  /** The variables, ascending. */
  public int[] members() {
    int[] members = new int[size()];
    int filled = 0;
    for (int word = 0; word < words.length; word++) {
      for (long rest = words[word]; rest != 0; rest &= rest - 1) {
        members[filled++] = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
      }
    }
    return members;
  }

  /** Passes the variables, ascending. */
  public void forEach(IntConsumer consumer) {
    for (int variable : members()) {
      consumer.accept(variable);
    }
  }

  /** What is in this set, in the other or in both. */
  public VariableSet union(VariableSet other) {
    long[] bits = Arrays.copyOf(words, Math.max(words.length, other.words.length));
    for (int word = 0; word < other.words.length; word++) {
      bits[word] |= other.words[word];
    }
    return new VariableSet(bits);
  }

  /** What is in both sets. */
  public VariableSet intersection(VariableSet other) {
    long[] bits = Arrays.copyOf(words, Math.min(words.length, other.words.length));
    for (int word = 0; word < bits.length; word++) {
      bits[word] &= other.words[word];
    }
    return new VariableSet(bits);
  }

  @Override
  public int compareTo(VariableSet other) {
    if (words.length != other.words.length) {
      return Integer.compare(words.length, other.words.length);
    }
    for (int word = words.length - 1; word >= 0; word--) {
      int order = Long.compareUnsigned(words[word], other.words[word]);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VariableSet set && Arrays.equals(words, set.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  /** For instance {@code {0, 3}}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    forEach(variable -> text.add(String.valueOf(variable)));
    return text.toString();
  }
}
