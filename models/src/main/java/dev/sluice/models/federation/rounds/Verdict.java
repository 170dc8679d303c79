// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.secure.Reception;

/**
 * What became of a message.
 *
 * @param reception in one word
 * @param reason in words for a person; empty if it counts, or was got before
 */
public record Verdict(Reception reception, String reason) {
  static final Verdict ACCEPTED = new Verdict(Reception.ACCEPTED, "");
  static final Verdict REPEATED = new Verdict(Reception.REPEATED, "");

  static Verdict late(String reason) {
    return new Verdict(Reception.LATE, reason);
  }

  static Verdict unfit(String reason) {
    return new Verdict(Reception.UNFIT, reason);
  }

  /** What a sum says of a message, in words. */
  static Verdict of(Reception reception, String message) {
    return switch (reception) {
      case ACCEPTED -> ACCEPTED;
      case REPEATED -> REPEATED;
      case EARLY -> new Verdict(reception, message + ": its phase has not begun");
      case LATE -> new Verdict(reception, message + ": its phase is over");
      case CONFLICTING -> new Verdict(reception, message + ": the site said otherwise before");
      case STRANGER -> new Verdict(reception, message + ": not of a member of this sum");
      case UNFIT -> new Verdict(reception, message + ": not of the shape of this sum");
    };
  }

  boolean isAccepted() {
    return reception == Reception.ACCEPTED;
  }
}
