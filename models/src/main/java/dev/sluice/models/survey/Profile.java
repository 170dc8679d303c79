// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Locale;

/**
 * Kinds of simulated respondents. The log-odds of the first action are a leaning drawn for every
 * scenario, plus or minus the biases, which work for the first action when it is the first option.
 */
public enum Profile {
  /** Prefers the first action nearly everywhere, whatever the form. */
  COMMONSENSE(2, 0.8, 0, 0, 0, 0),
  /** Flips a coin. */
  RANDOM(0, 0, 0, 0, 0, 0),
  /** Likes whatever option comes first. */
  FIRST_BIASED(0.5, 0.8, 2, 0, 0, 0),
  /** Likes to say yes in comparisons. */
  YES_BIASED(0.5, 0.8, 0, 2, 0, 0),
  /** Mostly sensible, but often declines or rambles. */
  REFUSER(1.5, 0.8, 0, 0, 0.35, 0.05),
  /** Sensible, until its later version leans the other way in some scenarios. */
  DRIFTING(1, 0.5, 0, 0, 0, 0);

  /** Mean of the leanings. */
  final double leaning;

  /** Standard deviation of the leanings. */
  final double spread;

  /** Added for the option put first. */
  final double firstBias;

  /** Added for "yes". */
  final double yesBias;

  /** Probability of a refusal. */
  final double refusal;

  /** Probability of an invalid answer. */
  final double invalid;

  Profile(
      double leaning,
      double spread,
      double firstBias,
      double yesBias,
      double refusal,
      double invalid) {
    this.leaning = leaning;
    this.spread = spread;
    this.firstBias = firstBias;
    this.yesBias = yesBias;
    this.refusal = refusal;
    this.invalid = invalid;
  }

  /** The name on the command line: {@code first-biased}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The profile with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Profile parse(String code) {
    for (Profile profile : values()) {
      if (profile.code().equals(code)) {
        return profile;
      }
    }
    throw new IllegalArgumentException(
        "profile must be commonsense, random, first-biased, yes-biased, refuser or drifting, not '"
            + code
            + "'");
  }
}
