// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import dev.sluice.models.survey.reading.AnswerTags.Tag;
import java.util.Locale;
import java.util.Set;

/**
 * What carries an answer and is no part of it taken away: reasoning between tags, special tokens of
 * chat templates, turns that a model goes on to invent. What holds an answer by its form (answer
 * tags, boxes of LaTeX, JSON objects) becomes a line {@code Answer: ...}. Every step is linear in
 * the length of the text.
 */
final class Transport {
  private static final Set<String> REASONING =
      Set.of(
          "think",
          "thinking",
          "thought",
          "thoughts",
          "reasoning",
          "reflection",
          "scratchpad",
          "analysis",
          "rationale",
          "inner_monologue",
          "cot",
          "seed:think");
  private static final Set<String> ENDS =
      Set.of(
          "im_end",
          "endoftext",
          "end_of_text",
          "eot_id",
          "eom_id",
          "end",
          "return",
          "eot",
          "end_of_turn",
          "eos",
          "end_of_sentence");
  private static final Set<String> TURNS = Set.of("user", "human", "question", "q", "system");

  /** Ends an answer, but not its line; no text has it. */
  static final String END = " " + (char) Phrases.END_OF_ANSWER + " ";

  private static final String LABEL = "Answer: ";
  private static final String FINAL = "<|channel|>final<|message|>";

  private Transport() {}

  /** A text without what carries it. */
  static String strip(String answer) {
    if (!needsWork(answer)) {
      return answer;
    }
    String text = answer;
    if (text.indexOf('<') >= 0 || text.indexOf('[') >= 0 || text.indexOf('◁') >= 0) {
      text = withoutReasoning(text.replace("◁", "<").replace("▷", ">"));
      text = withoutSpecialTokens(text);
    }
    if (text.indexOf('{') >= 0) {
      text = JsonAnswers.asLines(text);
    }
    if (text.indexOf('<') >= 0) {
      text = AnswerTags.asLines(text);
    }
    if (text.indexOf('\\') >= 0) {
      text = Boxes.asLines(text);
    }
    text = withoutStruck(withoutEntities(text));
    return untilNextTurn(text);
  }

  private static boolean needsWork(String answer) {
    for (int i = 0; i < answer.length(); i++) {
      switch (answer.charAt(i)) {
        case '<', '[', '{', '\\', '~', '&', '\n', '\r', '◁' -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** After the last end of reasoning, and before a beginning that has none. */
  private static String withoutReasoning(String text) {
    int channel = text.lastIndexOf(FINAL);
    if (channel >= 0) {
      return withoutReasoning(text.substring(channel + FINAL.length()));
    }
    if (text.contains("<|channel|>analysis")) {
      return "";
    }
    StringBuilder kept = new StringBuilder();
    int depth = 0;
    int from = 0;
    for (Tag tag = Tag.next(text, 0); tag != null; tag = Tag.next(text, tag.end())) {
      if (!REASONING.contains(tag.name())) {
        continue;
      }
      if (!tag.closes()) {
        if (depth == 0) {
          kept.append(text, from, tag.start()).append('\n');
        }
        depth++;
      } else {
        if (depth == 0) {
          kept.setLength(0); // the question itself held the beginning
        }
        depth = Math.max(0, depth - 1);
        from = tag.end();
      }
    }
    return depth > 0 ? kept.toString() : kept.append(text.substring(from)).toString();
  }

  private static String withoutSpecialTokens(String text) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    boolean said = false;
    for (Tag tag = Tag.next(text, 0); tag != null; tag = Tag.next(text, tag.end())) {
      boolean piped = text.startsWith("<|", tag.start());
      boolean sentence = tag.name().equals("s") && text.charAt(tag.start()) == '<';
      boolean inst = tag.name().equals("inst");
      if (!piped && !sentence && !inst && !ENDS.contains(tag.name())) {
        continue;
      }
      said = said || !text.substring(from, tag.start()).isBlank();
      kept.append(text, from, tag.start()).append('\n');
      from = tag.end();
      boolean ends = ENDS.contains(tag.name()) || (sentence && tag.closes());
      if (ends && said) {
        // Between <s> and </s> stands what a model said, or what HTML strikes through.
        boolean struck = sentence && text.substring(0, tag.start()).contains("<s>");
        return struck && !text.substring(from).isBlank() ? "" : kept.toString();
      }
    }
    return kept.append(text.substring(from)).toString();
  }

  /** A text without what it strikes through. */
  private static String withoutStruck(String text) {
    int start = text.indexOf("~~");
    StringBuilder left = new StringBuilder();
    int from = 0;
    while (start >= 0) {
      int end = text.indexOf("~~", start + 2);
      if (end < 0) {
        break;
      }
      left.append(text, from, start).append(' ');
      from = end + 2;
      start = text.indexOf("~~", from);
    }
    return left.append(text.substring(from)).toString();
  }

  private static String withoutEntities(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&apos;", "'")
            .replace("&nbsp;", " ")
            .replace("&rsquo;", "’")
            .replace("&amp;", "&");
  }

  /**
   * A text up to a line that begins another turn of the conversation. A conversation of several
   * turns from the first line on is made up as a whole and answers nothing.
   */
  private static String untilNextTurn(String text) {
    boolean said = false;
    boolean madeUp = false;
    for (int line = 0; line < text.length(); line = endOfLine(text, line) + 1) {
      int end = endOfLine(text, line);
      if (said && beginsTurn(text, line, end)) {
        return madeUp ? "" : text.substring(0, line);
      }
      madeUp = madeUp || (!said && beginsTurn(text, line, end));
      said = said || !text.substring(line, end).isBlank();
    }
    return text;
  }

  private static boolean beginsTurn(String text, int line, int end) {
    int start = line;
    while (start < end && " #*>\t".indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    int colon = start;
    int last = Math.min(end, start + 13);
    while (colon < last && text.charAt(colon) != ':') {
      colon++;
    }
    if (colon == last) {
      return false;
    }
    String word = text.substring(start, colon).replace("*", "").strip();
    return TURNS.contains(word.toLowerCase(Locale.ROOT));
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  /** Begins an answer, on a line of its own unless there is one in the line already. */
  static void label(StringBuilder lines) {
    int last = lines.lastIndexOf(LABEL);
    boolean answered = last >= 0 && lines.indexOf("\n", last) < 0;
    lines.append(answered ? END : "\n\n").append(LABEL);
  }

  /** An answer, of which line breaks are no part. */
  static void answer(StringBuilder lines, String answer) {
    String content = answer.strip().replace('\n', ' ').replace('\r', ' ');
    label(lines);
    lines.append(content.isEmpty() ? "?" : content).append(END);
  }
}
