// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

/** A text is no Bayesian network in BIF. The message is one line: source, line, what is wrong. */
public final class BifException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int line;

  BifException(String source, int line, String problem) {
    super("%s line %d: %s".formatted(source, line, problem));
    this.line = line;
  }

  /** The line of the text, 1 the first. */
  public int line() {
    return line;
  }
}
