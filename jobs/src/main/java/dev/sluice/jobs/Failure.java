// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.schemas.FailureReason;
import java.time.Instant;

/**
 * Why a key has no results: what its latest record says, and what lies in state while it rests.
 *
 * @param reason in one word
 * @param text for a person, at most {@value #MOST_CHARACTERS} characters
 * @param since when it was found, milliseconds since 1970-01-01T00:00:00Z
 */
public record Failure(FailureReason reason, String text, long since) {

  /** Longest text. */
  static final int MOST_CHARACTERS = 1000;

  /** Cuts a text that is too long. */
  public Failure {
    if (text.length() > MOST_CHARACTERS) {
      text = text.substring(0, MOST_CHARACTERS - 1) + "…";
    }
  }

  /** What the dead letter of a record says that the resting key cannot learn. */
  public String ofRecord() {
    return "its key rests since " + Instant.ofEpochMilli(since) + ": " + text;
  }
}
