// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

/** Names and ids that records give. */
public final class GivenName {

  /**
   * Longest name or id, in characters of UTF-16, so at most 765 bytes of UTF-8: they become keys of
   * topics and of state, labels of metrics, and headings of tables.
   */
  public static final int MAX_LENGTH = 255;

  private GivenName() {}

  /**
   * What is wrong with the length of a name.
   *
   * @param field that has it
   * @param name may be null
   * @return for a person; null if nothing is
   */
  public static String lengthFault(String field, CharSequence name) {
    return name == null || name.length() <= MAX_LENGTH
        ? null
        : "%s: %d characters, at most %d are accepted".formatted(field, name.length(), MAX_LENGTH);
  }

  /**
   * Whether a name shows nothing: it is empty or of blanks only, of whatever alphabet, without
   * width or not. Two that look alike must not be two, and none must not be one.
   */
  public static boolean isBlank(CharSequence name) {
    int character;
    for (int i = 0; i < name.length(); i += Character.charCount(character)) {
      character = Character.codePointAt(name, i);
      if (!isBlank(character)) {
        return false; // mostly the first; every id of every sample comes here
      }
    }
    return true;
  }

  private static boolean isBlank(int character) {
    return switch (Character.getType(character)) {
      case Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.CONTROL,
          Character.FORMAT ->
          true;
      default -> false;
    };
  }
}
