// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.Locale;

/**
 * A tag in angle or square brackets, as in {@code <answer>}, {@code [/THINK]}, {@code <|im_end|>}.
 *
 * @param start of its first bracket
 * @param end after its last one
 * @param name lower-case, without bars
 * @param closes whether it begins with a slash
 * @param bare whether nothing but the name stands in it
 */
record Tag(int start, int end, String name, boolean closes, boolean bare) {

  /** No tag that means something here is longer. */
  private static final int LONGEST = 200;

  /** The next tag at or after a place; null if there is none. */
  static Tag next(String text, int from) {
    for (int start = from; start < text.length(); start++) {
      char c = text.charAt(start);
      Tag tag = c == '<' ? read(text, start, '>') : c == '[' ? read(text, start, ']') : null;
      if (tag != null) {
        return tag;
      }
    }
    return null;
  }

  private static Tag read(String text, int start, char bracket) {
    int limit = Math.min(text.length(), start + LONGEST);
    int at = skip(text, start + 1, limit, " |");
    boolean closes = at < limit && text.charAt(at) == '/';
    int nameStart = skip(text, closes ? at + 1 : at, limit, " |");
    int nameEnd = nameStart;
    while (nameEnd < limit && isName(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd == nameStart) {
      return null;
    }
    int end = nameEnd;
    while (end < limit && text.charAt(end) != bracket && text.charAt(end) != '<') {
      end++;
    }
    if (end >= limit || text.charAt(end) != bracket) {
      return null;
    }
    String rest = text.substring(nameEnd, end).replace("|", "").strip();
    boolean attributes = end == nameEnd || !Character.isLetterOrDigit(text.charAt(nameEnd));
    if (!attributes) {
      return null;
    }
    String name = text.substring(nameStart, nameEnd).toLowerCase(Locale.ROOT).replace('▁', '_');
    return new Tag(start, end + 1, name, closes, rest.isEmpty());
  }

  private static int skip(String text, int from, int limit, String characters) {
    int at = from;
    while (at < limit && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || "_-:▁".indexOf(c) >= 0;
  }
}
