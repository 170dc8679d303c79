// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What standard output can show.
 *
 * @param redraws whether it is a terminal, on which the cursor can be moved
 * @param shades whether colours and block characters can be shown
 */
public record Terminal(boolean redraws, boolean shades) {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR = "\u001b[2J";
  private static final String CLEAR_LINE_END = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  /** What this process writes to. */
  @SuppressWarnings("SystemConsoleNull") // in Java 17, null says that it is no terminal
  public static Terminal ofProcess() {
    return of(System.console() != null, System.getenv(), Charset.defaultCharset());
  }

  /**
   * What a process with this environment writes to.
   *
   * @param interactive whether a person sits at both ends
   * @param environment its variables: TERM, and NO_COLOR (no-color.org)
   * @param charset in which text is written
   */
  static Terminal of(boolean interactive, Map<String, String> environment, Charset charset) {
    boolean redraws = interactive && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(redraws, redraws && coloured && charset.equals(StandardCharsets.UTF_8));
  }

  /** What to print once before the first frame. */
  public String start() {
    return redraws ? CLEAR : "";
  }

  /**
   * What to print to show a frame: in the place of the one before, or after it where that cannot
   * be.
   */
  public String frame(Iterable<String> lines) {
    StringBuilder text = new StringBuilder(redraws ? HOME : "");
    for (String line : lines) {
      text.append(line).append(redraws ? CLEAR_LINE_END : "").append(System.lineSeparator());
    }
    return text.append(redraws ? CLEAR_BELOW : System.lineSeparator()).toString();
  }
}
