// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import dev.sluice.workbench.Sluice;
import java.util.Locale;

/**
 * What the user can mend: the message is one line that names the option, file or address, and is
 * all that the command prints before it exits with {@link Sluice#FAILED}.
 */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure that explains itself in one line. */
  public Failure(String message) {
    super(message);
  }

  /** A failure that explains itself in one line, and what led to it. */
  public Failure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Of an option out of range.
   *
   * @param message begins with the setting's name, in one word, and a colon: {@code fitSteps: ...}
   *     is of {@code --fit-steps}
   */
  public static Failure ofSetting(String message, Throwable cause) {
    int end = message.indexOf(':');
    String option = message.substring(0, end).replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return new Failure("--" + option + message.substring(end), cause);
  }

  /** The innermost cause of an exception in one line: its message, or its class if it has none. */
  public static String rootCause(Throwable exception) {
    Throwable root = exception;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : line(message);
  }

  /** A message without line breaks: each becomes one space, with the white space around it. */
  public static String line(String message) {
    String text = message.strip();
    StringBuilder line = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean breaks = false;
      while (end < text.length() && isSpace(text.charAt(end))) {
        breaks = breaks || isBreak(text.charAt(end));
        end++;
      }
      line.append(breaks ? " " : text.substring(at, end));
      at = end;
      while (at < text.length() && !isSpace(text.charAt(at))) {
        line.append(text.charAt(at++));
      }
    }
    return line.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  private static boolean isBreak(char c) {
    return switch (c) {
      case '\n', '\r', '\f', 0x0b, 0x85, 0x2028, 0x2029 -> true;
      default -> false;
    };
  }
}
