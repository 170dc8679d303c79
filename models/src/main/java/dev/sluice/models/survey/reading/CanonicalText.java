// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/**
 * Spellings that mean the same made equal: compatibility forms (NFKC), typographic quotes and
 * dashes, characters without width, decoration by asterisks, lower case. Letters of another script
 * that look alike stay what they are.
 */
final class CanonicalText {

  /** Longer runs of combining marks are cut, as in the Stream-Safe Text Format of UAX 15. */
  private static final int MOST_MARKS = 30;

  /** What the characters of a plain text become; 0 for all others. */
  private static final byte[] PLAIN = new byte[128];

  static {
    "abcdefghijklmnopqrstuvwxyz0123456789 ,.'\"!?;:()-"
        .chars()
        .forEach(
            c -> {
              PLAIN[c] = (byte) c;
              PLAIN[Character.toUpperCase(c)] = (byte) c;
            });
  }

  private CanonicalText() {}

  /** The canonical form of a text. */
  static String of(String text) {
    boolean ascii = isAscii(text);
    String normal = ascii ? text : normal(text);
    String lower = lower(normal);
    StringBuilder folded = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); ) {
      int c = lower.codePointAt(i);
      i += Character.charCount(c);
      fold(c, folded);
    }
    return folded.toString();
  }

  /** What texts are compared by: the canonical form, trimmed, without double quotes. */
  static String key(String text) {
    String plain = plain(text);
    return (plain == null ? of(text) : plain).replace("\"", "").strip();
  }

  /** The lower case of a text of which nothing else is changed; null for other texts. */
  static String plain(String text) {
    byte[] lower = new byte[text.length()];
    boolean changed = false;
    for (int i = 0; i < lower.length; i++) {
      char c = text.charAt(i);
      if (c >= PLAIN.length || PLAIN[c] == 0) {
        return null;
      }
      lower[i] = PLAIN[c];
      changed |= lower[i] != c;
    }
    return changed ? new String(lower, StandardCharsets.ISO_8859_1) : text;
  }

  /** The one letter that is longer in lower case goes before: the library copies all for each. */
  private static String lower(String text) {
    return text.replace("\u0130", "i\u0307").toLowerCase(Locale.ROOT);
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  /** NFKC, which would part accents that stand for apostrophes into a space and a mark. */
  private static String normal(String text) {
    String apostrophes =
        text.replace('\u00b4', '\'').replace('\u1ffd', '\'').replace('\u2033', '"');
    return Normalizer.normalize(streamSafe(apostrophes), Normalizer.Form.NFKC);
  }

  private static String streamSafe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    int run = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      run = isMark(c) ? run + 1 : 0;
      if (run <= MOST_MARKS) {
        safe.appendCodePoint(c);
      }
    }
    return safe.toString();
  }

  /** Marks, and the halfwidth voiced sound marks, which NFKC makes marks of. */
  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> c == 0xFF9E || c == 0xFF9F;
    };
  }

  private static void fold(int c, StringBuilder folded) {
    switch (c) {
      case '*', '`', '#', '$', '\u0640' -> {}
      case '_', '{', '}', '\t', '\u00a0' -> folded.append(' ');
      case '\r', '\u0085', '\u2028', '\u2029', '\u000b', '\f' -> folded.append('\n');
      case '\u2018', '\u2019', '\u201a', '\u201b', '\u02bc', '\u2032', '\u00b4' ->
          folded.append('\'');
      case '\u201c',
          '\u201d',
          '\u201e',
          '\u201f',
          '«',
          '»',
          '‹',
          '›',
          '「',
          '」',
          '『',
          '』',
          '《',
          '》',
          '\u2033' ->
          folded.append('"');
      case '\u2010', '\u2011', '\u00ad', '\u2212' -> foldHyphen(c, folded);
      case '\u2012', '\u2013', '\u2014', '\u2015' -> folded.append(" - ");
      case '、' -> folded.append(',');
      case 'ё' -> folded.append('е');
      case 'ς' -> folded.append('σ');
      case 0x1F170 -> folded.append('a');
      case 0x1F171 -> folded.append('b');
      default -> {
        if (!isInvisible(c)) {
          folded.appendCodePoint(c);
        }
      }
    }
  }

  private static void foldHyphen(int c, StringBuilder folded) {
    if (c != '\u00ad') {
      folded.append('-');
    }
  }

  private static boolean isInvisible(int c) {
    return Character.getType(c) == Character.FORMAT
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0x064B && c <= 0x0652)
        || (c < ' ' && c != '\n');
  }
}
