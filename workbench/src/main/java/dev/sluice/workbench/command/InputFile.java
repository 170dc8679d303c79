// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, in words: Java's own message is often just the file's name. */
public final class InputFile {
  private InputFile() {}

  /** Why a file cannot be read, to be put behind its name. */
  public static String why(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return "no such file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof CharacterCodingException) {
      return "not a text file in UTF-8";
    }
    return Failure.rootCause(e);
  }
}
