// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import dev.sluice.schemas.FailureReason;

/** What is shown in place of results where a record has none. */
public final class NoResults {
  private NoResults() {}

  /**
   * One line that says why.
   *
   * @param failure the record's text; null if it does not say
   * @param reason the same in one word; may be null
   */
  public static String text(String failure, FailureReason reason) {
    if (failure == null) {
      return "no results";
    }
    String line = failure.replaceAll("\\p{Cntrl}+", " ");
    return "no results: " + line + (reason == null ? "" : " (" + reason + ")");
  }
}
