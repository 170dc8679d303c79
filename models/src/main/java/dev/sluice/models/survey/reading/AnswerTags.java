// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.Locale;
import java.util.Set;

/** Tags around an answer, and those that only format. */
final class AnswerTags {
  private static final Set<String> ANSWERS =
      Set.of(
          "answer",
          "final_answer",
          "finalanswer",
          "final-answer",
          "final",
          "choice",
          "decision",
          "option",
          "selection",
          "verdict",
          "preference");
  private static final Set<String> STRUCK = Set.of("del", "strike");
  private static final Set<String> BREAKS = Set.of("br", "p", "div", "li", "ul", "ol", "tr", "hr");
  private static final Set<String> FORMATS =
      Set.of(
          "b",
          "i",
          "u",
          "em",
          "strong",
          "code",
          "pre",
          "span",
          "a",
          "td",
          "th",
          "table",
          "html",
          "body",
          "h1",
          "h2",
          "h3",
          "sub",
          "sup",
          "small",
          "big",
          "mark",
          "font",
          "tt",
          "q",
          "output",
          "response",
          "result");

  private AnswerTags() {}

  /** The content of answer tags as lines, other tags gone. */
  static String asLines(String text) {
    String closed = (text.contains("</a>") ? "a" : "") + (text.contains("</b>") ? "b" : "");
    StringBuilder lines = new StringBuilder();
    int from = 0;
    for (Tag tag = Tag.next(text, 0); tag != null; tag = Tag.next(text, from)) {
      lines.append(text, from, tag.start());
      from = tag.end();
      if (text.charAt(tag.start()) == '[') {
        lines.append(text, tag.start(), tag.end());
      } else if (ANSWERS.contains(tag.name())) {
        from = answer(text, tag, lines);
      } else if (STRUCK.contains(tag.name()) && !tag.closes()) {
        int end = text.indexOf("</" + tag.name() + ">", tag.end());
        from = end < 0 ? text.length() : end;
      } else {
        format(text, tag, closed, lines);
      }
    }
    return lines.append(text.substring(from)).toString();
  }

  private static int answer(String text, Tag tag, StringBuilder lines) {
    if (tag.closes()) {
      lines.append(Transport.END);
      return tag.end();
    }
    Tag next = Tag.next(text, tag.end());
    if (next == null || (next.closes() && next.name().equals(tag.name()))) {
      int end = next == null ? text.length() : next.start();
      Transport.answer(lines, text.substring(tag.end(), end));
      return next == null ? end : next.end();
    }
    Transport.label(lines);
    return tag.end();
  }

  /** A letter in angle brackets that nothing closes is an answer, not the tag of that name. */
  private static void format(String text, Tag tag, String closed, StringBuilder lines) {
    boolean letter = tag.name().equals("a") || tag.name().equals("b");
    if (letter && tag.bare() && !tag.closes() && !closed.contains(tag.name())) {
      lines.append(text, tag.start() + 1, tag.end() - 1);
    } else if (BREAKS.contains(tag.name())) {
      lines.append('\n');
    } else if (!FORMATS.contains(tag.name()) && !STRUCK.contains(tag.name())) {
      lines.append(text, tag.start(), tag.end());
    }
  }

  /**
   * A tag in angle or square brackets, as in {@code <answer>}, {@code [/THINK]}, {@code
   * <|im_end|>}.
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
}
