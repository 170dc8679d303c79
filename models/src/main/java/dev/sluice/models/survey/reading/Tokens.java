// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A canonical text as words and marks. A word is a run of letters, digits and combining marks of
 * any script; scripts that are written without spaces are parted from the Latin letters and digits
 * beside them. English contractions are the words they stand for: {@code don't} is {@code do},
 * {@code not}. Every other character except white space is a mark; a line break is the mark {@code
 * '\n'}.
 */
final class Tokens {
  private static final Map<String, String[]> WHOLE =
      Map.ofEntries(
          Map.entry("cannot", new String[] {"can", "not"}),
          Map.entry("can't", new String[] {"can", "not"}),
          Map.entry("cant", new String[] {"can", "not"}),
          Map.entry("won't", new String[] {"will", "not"}),
          Map.entry("wont", new String[] {"will", "not"}),
          Map.entry("shan't", new String[] {"shall", "not"}),
          Map.entry("dont", new String[] {"do", "not"}),
          Map.entry("im", new String[] {"i", "am"}),
          Map.entry("it's", new String[] {"it", "is"}),
          Map.entry("that's", new String[] {"that", "is"}),
          Map.entry("here's", new String[] {"here", "is"}));
  private static final String[][] ENDINGS = {
    {"n't", "not"}, {"'m", "am"}, {"'d", "would"}, {"'ll", "will"}, {"'re", "are"}, {"'ve", "have"}
  };
  private static final Set<String> ABBREVIATIONS = Set.of("vs", "resp", "cf", "eg", "ie");
  private static final int INITIAL = 16;

  private final String text;
  private int size;
  private String[] words = new String[INITIAL];
  private int[] marks = new int[INITIAL];
  private int[] starts = new int[INITIAL];
  private int[] ends = new int[INITIAL];

  private Tokens(String text) {
    this.text = text;
  }

  static Tokens of(String text) {
    Tokens tokens = new Tokens(text);
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      if (isWordPart(c)) {
        next = tokens.endOfWord(at);
        tokens.addWord(text.substring(at, next), at, next);
      } else if (c == '\n' || !(Character.isWhitespace(c) || Character.isSpaceChar(c))) {
        tokens.add(null, c, at, next);
      }
      at = next;
    }
    return tokens;
  }

  int size() {
    return size;
  }

  /** The word at a position, null if there is a mark or the text has ended. */
  String word(int i) {
    return i >= 0 && i < size ? words[i] : null;
  }

  /** The mark at a position, 0 if there is a word or the text has ended. */
  int mark(int i) {
    return i >= 0 && i < size ? marks[i] : 0;
  }

  boolean isWord(int i) {
    return word(i) != null;
  }

  /** Whether there is this word at a position. */
  boolean is(int i, String word) {
    return word.equals(word(i));
  }

  /** Whether nothing stands between a token and the one before it. */
  boolean glued(int i) {
    return i > 0 && i < size && ends[i - 1] == starts[i];
  }

  /** Whether a full stop stands within a word, as in "3.5", or ends one that is cut, as "vs.". */
  boolean isInnerStop(int i) {
    if (mark(i) != '.' || !isWord(i + 1)) {
      return false;
    }
    boolean joined = glued(i + 1) && word(i + 1).charAt(0) < 128;
    return joined
        || ABBREVIATIONS.contains(String.valueOf(word(i - 1)))
        || (is(i - 1, "e") && is(i - 3, "i"));
  }

  /** The text from one token to before another. */
  String text(int from, int to) {
    return from >= to ? "" : text.substring(starts[from], ends[to - 1]);
  }

  private int endOfWord(int start) {
    int at = start;
    boolean spaceless = isSpaceless(text.codePointAt(start));
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean apostrophe = c == '\'' && at > start && at + 1 < text.length() && isLetter(at + 1);
      if (!apostrophe && (!isWordPart(c) || (!isMark(c) && isSpaceless(c) != spaceless))) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private boolean isLetter(int at) {
    return Character.isLetter(text.codePointAt(at));
  }

  private static boolean isWordPart(int c) {
    return Character.isLetterOrDigit(c) || (c > 127 && isMark(c));
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  /** Whether a character is of a script that is written without spaces, or of Korean. */
  static boolean isSpaceless(int c) {
    if (c < 0x0E00) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL
        || script == UnicodeScript.THAI
        || c == 'ー';
  }

  private void addWord(String word, int start, int end) {
    String[] parts = WHOLE.get(word);
    if (parts != null) {
      for (String part : parts) {
        add(part, 0, start, end);
      }
      return;
    }
    if (word.indexOf('\'') > 0) {
      for (String[] ending : ENDINGS) {
        if (word.endsWith(ending[0]) && word.length() > ending[0].length()) {
          add(word.substring(0, word.length() - ending[0].length()), 0, start, end);
          add(ending[1], 0, start, end);
          return;
        }
      }
    }
    add(word, 0, start, end);
  }

  private void add(String word, int mark, int start, int end) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
      marks = Arrays.copyOf(marks, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    words[size] = word;
    marks[size] = mark;
    starts[size] = start;
    ends[size++] = end;
  }
}
