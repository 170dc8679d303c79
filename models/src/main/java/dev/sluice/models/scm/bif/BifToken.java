// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

/**
 * A piece of a text in BIF.
 *
 * @param text without quotes
 * @param line where it is, 1 the first
 */
record BifToken(Kind kind, String text, int line) {
  private static final int SHOWN = 40;

  enum Kind {
    /** One of <code>{ } ( ) [ ] ; |</code>. */
    SIGN,
    /** A name, a label, a number or a keyword. */
    WORD,
    /** A name or a label in double quotes: never a keyword. */
    QUOTED,
    /** The end of the text. */
    END
  }

  boolean isSign(char sign) {
    return kind == Kind.SIGN && text.charAt(0) == sign;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  /** Whether it can be the name of something. */
  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED;
  }

  /** As it is shown in errors. */
  @Override
  public String toString() {
    return kind == Kind.END ? "the end of the file" : "'" + cut(text) + "'";
  }

  /** A name, shortened. */
  static String cut(String name) {
    return name.length() <= SHOWN ? name : name.substring(0, SHOWN) + "...";
  }

  /** Whether a character would spoil a line; no name has one. */
  static boolean isControl(char c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }
}
