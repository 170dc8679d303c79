// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits English text into words as the Penn Treebank does, with the usual refinements of NLTK's
 * {@code word_tokenize}: punctuation, brackets and quotes stand alone, {@code don't} is {@code do
 * n't}, {@code cannot} is {@code can not}, the full stop that ends a sentence is a word and the one
 * of an abbreviation is not.
 *
 * <p>The sentence splitter is a rule (a full stop before white space ends a sentence unless it
 * follows a single letter or one of a few titles) where NLTK has a trained model. Both sides of
 * every comparison go through this same class, so the difference could only show in texts that
 * differ by nothing but such full stops.
 */
final class WordTokenizer {

  /**
   * One step.
   *
   * @param signs strings of which a text has at least one if the pattern is in it; most texts have
   *     none, and looking for a pattern takes long
   */
  private record Rewrite(List<String> signs, Pattern pattern, String replacement) {
    static Rewrite of(List<String> signs, String pattern, String replacement) {
      return new Rewrite(signs, Pattern.compile(pattern), replacement);
    }

    String apply(String text) {
      for (String sign : signs) {
        if (text.contains(sign)) {
          return pattern.matcher(text).replaceAll(replacement);
        }
      }
      return text;
    }
  }

  /**
   * In this order; each sees the text with one space at either end and the earlier rewrites done.
   */
  private static final List<Rewrite> REWRITES =
      List.of(
          Rewrite.of(characters("«“‘„»”’`"), "([«“‘„»”’]|`+)", " $1 "),
          Rewrite.of(List.of("\"", "''"), "(?<=[ (\\[{<])(?:\"|'')", " `` "),
          Rewrite.of(List.of("\"", "''"), "\"|''", " '' "),
          Rewrite.of(List.of(".."), "\\.{2,}", " $0 "),
          Rewrite.of(
              List.of("."), "(?<!\\.| \\p{L}| mr| mrs| ms| dr| st| vs| etc)\\.(?=\\s)", " . "),
          Rewrite.of(List.of("."), "\\.(?=[\\])}>\"' ]*$)(?<!\\.\\.)", " . "),
          Rewrite.of(characters(":,"), "[:,](?!\\d)", " $0 "),
          Rewrite.of(characters(";@#$%&?!][(){}<>-"), "[;@#$%&?!\\[\\](){}<>]|--", " $0 "),
          Rewrite.of(List.of("' "), "(?<=[^'])' ", " ' "),
          Rewrite.of(List.of("'"), "(?<=[^' ])('(?:s|m|d|ll|re|ve)|n't) ", " $1 "),
          Rewrite.of(
              List.of("can", "gon", "got", "wan"), "\\b(can|gon|got|wan)(not|na|ta)\\b", " $1 $2 "),
          Rewrite.of(List.of("mme"), "\\b(gim|lem)(me)\\b", " $1 $2 "));

  private static final Pattern SPACE = Pattern.compile("\\s+");

  private WordTokenizer() {}

  private static List<String> characters(String all) {
    return all.chars().mapToObj(Character::toString).toList();
  }

  /** The words of a lower-case text; none for a blank one. */
  static List<String> words(String text) {
    List<String> plain = PlainWords.of(text);
    return plain == null ? byPatterns(text) : plain;
  }

  /** The same by the patterns alone. */
  static List<String> byPatterns(String text) {
    String spaced = " " + text + " ";
    for (Rewrite rewrite : REWRITES) {
      spaced = rewrite.apply(spaced);
    }
    String trimmed = spaced.strip();
    return trimmed.isEmpty() ? List.of() : List.of(SPACE.split(trimmed));
  }
}
