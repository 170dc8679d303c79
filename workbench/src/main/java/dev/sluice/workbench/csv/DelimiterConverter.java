// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.csv;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a delimiter: one character, or a tab as shells let people write it. */
public final class DelimiterConverter implements ITypeConverter<Character> {
  @Override
  public Character convert(String text) {
    if (text.equals("\\t") || text.equals("tab")) {
      return '\t';
    }
    if (text.length() != 1 || "\"\r\n".contains(text)) {
      throw new TypeConversionException("'" + text + "' is not one character");
    }
    return text.charAt(0);
  }
}
