// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The words of {@link WordTokenizer} for a text of lower-case letters, digits and usual marks, in
 * one scan: most answers are such texts, and a dozen patterns take many times as long.
 */
final class PlainWords {
  private static final Set<String> TITLES = Set.of("mr", "mrs", "ms", "dr", "st", "vs", "etc");
  private static final List<String> ENDINGS = List.of("'s", "'m", "'d", "'ll", "'re", "'ve");

  /** Two words written as one; the first has three letters. */
  private static final Set<String> MERGED =
      Set.of(
          "cannot", "canna", "canta", "gonnot", "gonna", "gonta", "gotnot", "gotna", "gotta",
          "wannot", "wanna", "wanta", "gimme", "lemme");

  private static final List<String> IN_MERGED = List.of("can", "gon", "got", "wan", "mme");

  private final String text;
  private final List<String> words = new ArrayList<>();

  /** From here on there is nothing but spaces and closing brackets. */
  private final int tail;

  private int start = -1;
  private boolean marked;

  private PlainWords(String text) {
    this.text = text;
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ')')) {
      end--;
    }
    this.tail = end;
  }

  /** The words of a text; null if it takes the patterns to tell. */
  static List<String> of(String text) {
    PlainWords plain = new PlainWords(text);
    return plain.read() ? plain.words : null;
  }

  private boolean read() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isLetter(c) || isDigit(c)) {
        start = start < 0 ? i : start;
      } else if (!mark(c, i)) {
        return false;
      }
    }
    return endWord(text.length(), true);
  }

  /** Reads what is no letter and no digit; false if this scan cannot. */
  private boolean mark(char c, int i) {
    char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
    return switch (c) {
      case ' ' -> endWord(i, true);
      case '\n' -> endWord(i, false);
      case ',', ':' -> isDigit(next) ? within(i) : alone(i);
      case ';', '!', '?', '(', ')', '&', '%' -> alone(i);
      case '-' -> next != '-' && within(i);
      case '.' -> next != '.' && (endsSentence(i, next) ? alone(i) : within(i));
      case '\'' -> i > 0 && isLetter(text.charAt(i - 1)) && isLetter(next) && within(i);
      default -> false;
    };
  }

  private boolean within(int i) {
    start = start < 0 ? i : start;
    marked = true;
    return true;
  }

  private boolean alone(int i) {
    boolean read = endWord(i, true);
    words.add(text.substring(i, i + 1));
    return read;
  }

  private boolean endsSentence(int i, char next) {
    if (i + 1 >= tail) {
      return true;
    }
    return (next == ' ' || next == '\n') && !isAbbreviation(i);
  }

  /** Whether the letters before a full stop are one or a title, with a space before them. */
  private boolean isAbbreviation(int stop) {
    int from = stop;
    while (from > 0 && stop - from < 4 && isLetter(text.charAt(from - 1))) {
      from--;
    }
    boolean spaced = from == 0 || text.charAt(from - 1) == ' ';
    int length = stop - from;
    return spaced && (length == 1 || (length > 1 && TITLES.contains(text.substring(from, stop))));
  }

  /**
   * Ends the word that has begun, if one has.
   *
   * @param spaced whether a space or a mark follows; contractions before a line break stay whole
   */
  private boolean endWord(int end, boolean spaced) {
    if (start < 0) {
      return true;
    }
    int cut = marked && spaced ? contraction(end) : end;
    String word = text.substring(start, cut);
    boolean read = true;
    if (marked && IN_MERGED.stream().anyMatch(word::contains)) {
      read = false;
    } else if (word.length() < 7 && MERGED.contains(word)) {
      words.add(word.substring(0, 3));
      words.add(word.substring(3));
    } else {
      words.add(word);
    }
    if (cut < end) {
      words.add(text.substring(cut, end));
    }
    start = -1;
    marked = false;
    return read;
  }

  /** Where the ending of a contracted word begins; its end if it has none. */
  private int contraction(int end) {
    int length = end - start;
    if (length > 3 && text.startsWith("n't", end - 3) && text.charAt(end - 4) != '\'') {
      return end - 3;
    }
    for (String ending : ENDINGS) {
      if (length > ending.length() && text.startsWith(ending, end - ending.length())) {
        return end - ending.length();
      }
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
