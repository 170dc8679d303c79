// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import dev.sluice.models.scm.bif.BifToken.Kind;

/**
 * Splits a text in BIF into tokens. White space, commas and comments ({@code // ...} and {@code /*
 * ... *}{@code /}) separate them. Line breaks are LF, CR LF or CR.
 */
final class BifLexer {
  private static final String SIGNS = "{}()[];|";

  private final String source;
  private final String text;
  private int at;
  private int line = 1;

  BifLexer(String source, String text) {
    this.source = source;
    this.text = text;
    at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  /** The next token, for ever {@link Kind#END} behind the last. */
  BifToken next() {
    skipSpace();
    if (at == text.length()) {
      return new BifToken(Kind.END, "", line);
    }
    char c = text.charAt(at);
    if (SIGNS.indexOf(c) >= 0) {
      at++;
      return new BifToken(Kind.SIGN, String.valueOf(c), line);
    }
    return c == '"' ? quoted() : word();
  }

  /** Skips what a property says, and the semicolon behind it, which is on the same line. */
  void skipProperty() {
    boolean quoted = false;
    while (at < text.length() && !isBreak(text.charAt(at))) {
      char c = text.charAt(at++);
      quoted ^= c == '"';
      if (c == ';' && !quoted) {
        return;
      }
    }
    throw error(line, "expected ';' at the end of the property");
  }

  BifException error(int line, String problem) {
    return new BifException(source, line, problem);
  }

  private BifToken quoted() {
    int start = ++at;
    while (at < text.length() && text.charAt(at) != '"' && !isBreak(text.charAt(at))) {
      if (BifToken.isControl(text.charAt(at))) {
        throw error(line, "expected a name without control characters");
      }
      at++;
    }
    if (at == text.length() || isBreak(text.charAt(at))) {
      throw error(line, "expected '\"' at the end of the name");
    }
    return new BifToken(Kind.QUOTED, text.substring(start, at++), line);
  }

  private BifToken word() {
    int start = at;
    while (at < text.length() && isOfWord(text.charAt(at)) && !startsComment()) {
      at++;
    }
    return new BifToken(Kind.WORD, text.substring(start, at), line);
  }

  private static boolean isOfWord(char c) {
    return SIGNS.indexOf(c) < 0 && c != '"' && !isSpace(c);
  }

  private static boolean isSpace(char c) {
    return c == ',' || BifToken.isControl(c) || Character.isSpaceChar(c);
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private boolean startsComment() {
    return text.startsWith("//", at) || text.startsWith("/*", at);
  }

  private void skipSpace() {
    while (at < text.length()) {
      if (text.startsWith("//", at)) {
        while (at < text.length() && !isBreak(text.charAt(at))) {
          at++;
        }
      } else if (text.startsWith("/*", at)) {
        skipComment();
      } else if (isSpace(text.charAt(at))) {
        step();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    int first = line;
    int end = text.indexOf("*/", at + 2);
    if (end < 0) {
      throw error(first, "expected '*/' at the end of the comment");
    }
    while (at < end + 2) {
      step();
    }
  }

  /** Goes one character on; CR LF counts as one line. */
  private void step() {
    char c = text.charAt(at++);
    if (c == '\n' || (c == '\r' && (at == text.length() || text.charAt(at) != '\n'))) {
      line++;
    }
  }
}
