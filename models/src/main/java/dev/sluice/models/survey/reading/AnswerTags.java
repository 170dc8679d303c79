// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

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
}
