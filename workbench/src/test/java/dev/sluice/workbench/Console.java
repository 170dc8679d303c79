// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command left on the terminal.
 *
 * @param code exit code
 * @param out what it wrote to stdout
 * @param err what it wrote to stderr
 */
public record Console(int code, String out, String err) {
  /** Runs {@code sluice} with these arguments, in this JVM. */
  public static Console sluice(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = texts(arguments);
    CommandLine command =
        Sluice.commandLine(texts).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = command.execute(texts);
    command.getOut().flush();
    command.getErr().flush();
    return new Console(code, out.toString(), err.toString());
  }

  /**
   * Runs a command with options of the form {@code --name=value}.
   *
   * @param usual options, of which each is left out where one of its name is given
   */
  public static Console sluice(List<String> command, List<String> usual, String... given) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of(given));
    for (String option : usual) {
      String name = option.substring(0, option.indexOf('=') + 1);
      if (Arrays.stream(given).noneMatch(other -> other.startsWith(name))) {
        arguments.add(option);
      }
    }
    return sluice(arguments.toArray());
  }

  /** Runs {@code sluice} with these arguments, and what it says can be read meanwhile. */
  public static int sluice(StringWriter out, Object... arguments) {
    String[] texts = texts(arguments);
    CommandLine command =
        Sluice.commandLine(texts).setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    int code = command.execute(texts);
    command.getOut().flush();
    return code;
  }

  private static String[] texts(Object... arguments) {
    return Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
  }

  /** What a command leaves that says these lines, and ends well. */
  public static Console said(String... lines) {
    return new Console(0, String.join(System.lineSeparator(), lines) + System.lineSeparator(), "");
  }

  /** What a command leaves that is called wrongly, as this line says. */
  public static Console misused(String line) {
    return new Console(Sluice.MISUSED, "", line + System.lineSeparator());
  }

  /** What a command leaves that fails with this line. */
  public static Console failed(String line) {
    return new Console(Sluice.FAILED, "", line + System.lineSeparator());
  }
}
