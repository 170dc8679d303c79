// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.drift;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The order of versions as people write them: numbers by their value, so that v9 comes before v10,
 * 2024-05 before 2024-11 and 1.9 before 1.10; words whatever their case; what separates them makes
 * no difference, and neither does a v before a number. A version comes before the one that goes on
 * after it (1.0 before 1.0.1), but after its own alphas, betas and release candidates. Names that
 * are equal in all that come in the order of their characters. A total order; no name at all comes
 * first.
 */
final class VersionOrder implements Comparator<String> {

  static final VersionOrder AS_WRITTEN = new VersionOrder();

  private static final Pattern TOKEN = Pattern.compile("\\p{Nd}+|\\p{L}+");
  private static final Set<String> NOT_YET = Set.of("alpha", "beta", "rc");

  /** What a version is made of, in the order of the kinds. */
  private enum Kind {
    NOT_YET,
    END,
    NUMBER,
    WORD
  }

  /**
   * @param text of a number its digits without zeros before them, so that the longer is the larger
   */
  private record Token(Kind kind, String text) implements Comparable<Token> {

    private static final Comparator<Token> ORDER =
        Comparator.comparing(Token::kind)
            .thenComparing(token -> token.kind == Kind.NUMBER ? token.text.length() : 0)
            .thenComparing(Token::text);

    static final Token END = new Token(Kind.END, "");

    static Token of(String text) {
      if (Character.isDigit(text.codePointAt(0))) {
        return new Token(Kind.NUMBER, digits(text));
      }
      String word = text.toLowerCase(Locale.ROOT);
      return new Token(NOT_YET.contains(word) ? Kind.NOT_YET : Kind.WORD, word);
    }

    private static String digits(String text) {
      StringBuilder digits = new StringBuilder();
      text.codePoints()
          .map(digit -> Character.digit(digit, 10))
          .dropWhile(digit -> digit == 0)
          .forEach(digits::append);
      return digits.toString();
    }

    @Override
    public int compareTo(Token other) {
      return ORDER.compare(this, other);
    }
  }

  private VersionOrder() {}

  @Override
  public int compare(String one, String other) {
    List<Token> first = tokens(one);
    List<Token> second = tokens(other);
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      int order = at(first, i).compareTo(at(second, i));
      if (order != 0) {
        return order;
      }
    }
    return one.compareTo(other);
  }

  private static Token at(List<Token> tokens, int i) {
    return i < tokens.size() ? tokens.get(i) : Token.END;
  }

  private static List<Token> tokens(String version) {
    List<Token> tokens = new ArrayList<>();
    String text = version.replaceAll("(?<!\\p{L})[vV](?=\\p{Nd})", "");
    TOKEN.matcher(text).results().map(MatchResult::group).map(Token::of).forEach(tokens::add);
    return tokens;
  }
}
