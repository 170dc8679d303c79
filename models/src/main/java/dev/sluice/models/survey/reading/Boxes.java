// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.reading;

import java.util.Set;

/** Boxes of LaTeX around an answer, and commands that only format. */
final class Boxes {
  private static final Set<String> BOXES = Set.of("boxed", "fbox", "framebox");
  private static final Set<String> NEGATIONS = Set.of("not", "neg", "lnot", "neq", "ne");

  /** A box in a line with one of these may hold what is not chosen. */
  private static final Set<String> DENIALS =
      Set.of(
          "not",
          "never",
          "neither",
          "nor",
          "avoid",
          "reject",
          "except",
          "but",
          "wrong",
          "incorrect",
          "worse",
          "worst",
          "cannot",
          "without",
          "than",
          "or",
          "if",
          "unless");

  /** How much of a line before a box is looked at. */
  private static final int LINE = 120;

  private final String text;
  private final StringBuilder lines = new StringBuilder();
  private int at;
  private int depth;
  private int boxDepth = -1;

  private Boxes(String text) {
    this.text = text;
  }

  /** The content of boxes as lines, other commands gone and what they hold kept. */
  static String asLines(String text) {
    Boxes boxes = new Boxes(text);
    while (boxes.at < text.length()) {
      boxes.step();
    }
    return boxes.lines.toString();
  }

  private void step() {
    char c = text.charAt(at);
    if (c == '\\') {
      command();
      return;
    }
    at++;
    if (c == '{') {
      depth++;
    } else if (c == '}') {
      depth--;
      if (depth == boxDepth) {
        boxDepth = -1;
        lines.append(Transport.END);
      }
    }
    lines.append(c);
  }

  private void command() {
    int end = at + 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String command = text.substring(at + 1, end);
    if (command.isEmpty()) {
      lines.append(text.startsWith("\\\\", at) ? '\n' : ' ');
      at = Math.min(text.length(), end + 1);
    } else if (BOXES.contains(command) && boxDepth < 0 && !denies()) {
      boxDepth = depth;
      Transport.label(lines);
      at = end;
    } else if (isEscapedBreak(command)) {
      lines.append('\n');
      at += 2;
    } else {
      lines.append(NEGATIONS.contains(command) ? " not " : " ");
      at = end;
    }
  }

  /** A line break that was written as backslash and n. */
  private static boolean isEscapedBreak(String command) {
    return command.equals("n")
        || (command.startsWith("n")
            && (command.charAt(1) == 'n' || Character.isUpperCase(command.charAt(1))));
  }

  /** Whether the line so far denies something. */
  private boolean denies() {
    String last = lines.substring(Math.max(0, lines.length() - LINE));
    String line = last.substring(last.lastIndexOf('\n') + 1);
    Tokens said = Tokens.of(CanonicalText.of(line));
    for (int i = 0; i < said.size(); i++) {
      if (said.isWord(i) && DENIALS.contains(said.word(i))) {
        return true;
      }
    }
    return false;
  }
}
