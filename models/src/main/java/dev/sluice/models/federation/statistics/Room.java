// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

/**
 * How large the numbers may be that sites add up.
 *
 * @param words of 32 bits that each number takes, at most {@value #MAX_WORDS}
 * @param maxRows the most rows of one site, at least 1
 * @param maxSites the most sites, at least 1 and at most {@value #MAX_SITES}
 */
public record Room(int words, long maxRows, int maxSites) {
  /** With more, units would be too small for doubles. */
  public static final int MAX_WORDS = 16;

  /** About a million. */
  public static final int MAX_SITES = 1 << 20;

  /** Ten words, 2^32 rows of each of 2^10 sites: for sums of continuous variables. */
  public static final Room FOR_SUMS = new Room(10, 1L << 32, 1 << 10);

  /** Two words, as many rows and sites: for counts. */
  public static final Room FOR_COUNTS = new Room(2, 1L << 32, 1 << 10);

  /**
   * Checks that rows can be counted.
   *
   * @throws IllegalArgumentException naming the field
   */
  public Room {
    checkRange("words", words, 1, MAX_WORDS);
    checkRange("maxSites", maxSites, 1, MAX_SITES);
    checkRange("maxRows", maxRows, 1, Long.MAX_VALUE / maxSites);
    if (Long.SIZE - Long.numberOfLeadingZeros(maxRows * maxSites) >= Integer.SIZE * words) {
      throw new IllegalArgumentException(
          "%d rows of each of %d sites cannot be counted in %d words of 32 bits"
              .formatted(maxRows, maxSites, words));
    }
  }

  /** The same with another number of words. */
  public Room withWords(int other) {
    return new Room(other, maxRows, maxSites);
  }

  /** The most rows of all sites together. */
  long allRows() {
    return maxRows * maxSites;
  }

  private static void checkRange(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d: %d".formatted(name, least, most, value));
    }
  }
}
