// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases that are looked for at a place in a text, word by word. Commas, quotes and the like
 * between two words do not matter, the end of a sentence or line does, unless the phrase has one
 * there too.
 */
final class Phrases {

  /**
   * A phrase.
   *
   * @param words at least one
   * @param stops whether a sentence ends after each word
   */
  private record Phrase(String[] words, boolean[] stops) {}

  /** Stands after an answer that markup held, a character of the private use area. */
  static final int END_OF_ANSWER = 0xE000;

  private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

  private Phrases() {}

  /** Phrases in canonical form; those without words are left out. */
  static Phrases of(Collection<String> texts) {
    Phrases phrases = new Phrases();
    for (String text : texts) {
      phrases.add(Tokens.of(text));
    }
    phrases
        .byFirstWord
        .values()
        .forEach(list -> list.sort(Comparator.comparingInt(each -> -each.words().length)));
    return phrases;
  }

  /** Phrases that are written with a bar between them. */
  static Phrases of(String texts) {
    return of(Arrays.asList(texts.replace('\n', ' ').split("\\|", -1)));
  }

  /** Where the longest phrase ends that begins with this token; -1 if none does. */
  int end(Tokens tokens, int start, int end) {
    String first = tokens.word(start);
    List<Phrase> candidates = first == null ? null : byFirstWord.get(first);
    if (candidates == null) {
      return -1;
    }
    for (Phrase phrase : candidates) {
      int found = end(phrase, tokens, start, end);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** Whether a phrase begins with this word. */
  boolean mayBegin(String word) {
    return byFirstWord.containsKey(word);
  }

  private static int end(Phrase phrase, Tokens tokens, int start, int end) {
    int at = start;
    for (int i = 0; i < phrase.words().length; i++) {
      while (i > 0
          && at < end
          && !tokens.isWord(at)
          && (phrase.stops()[i - 1] || !isStop(tokens.mark(at)))) {
        at++;
      }
      if (at >= end || !phrase.words()[i].equals(tokens.word(at))) {
        return -1;
      }
      at++;
    }
    return at;
  }

  private void add(Tokens tokens) {
    List<String> words = new ArrayList<>();
    boolean[] stops = new boolean[tokens.size()];
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.isWord(i)) {
        words.add(tokens.word(i));
      } else if (!words.isEmpty() && isStop(tokens.mark(i))) {
        stops[words.size() - 1] = true;
      }
    }
    if (!words.isEmpty()) {
      byFirstWord
          .computeIfAbsent(words.get(0), first -> new ArrayList<>())
          .add(new Phrase(words.toArray(new String[0]), stops));
    }
  }

  /** Whether a mark ends a sentence or a line. */
  static boolean isStop(int mark) {
    return switch (mark) {
      case END_OF_ANSWER, '.', '!', '?', '\n', '。', '।', '॥', '؟', '۔', '⁇', '⁈', '⁉' -> true;
      default -> false;
    };
  }
}
