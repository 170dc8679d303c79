// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

import dev.sluice.models.federation.secure.RefusalException;
import java.io.Serializable;

/**
 * What a site takes part in, whatever the coordinator says.
 *
 * @param minimum fewest sites whose sum may be seen, at least 2
 * @param maskedOnly whether nothing is said that is not masked
 * @param noise that is added; null for none
 * @param budget most rho that all releases of a federation may cost; infinite without limit
 */
public record SiteRules(int minimum, boolean maskedOnly, SiteNoise noise, double budget)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException beginning with the component's name
   */
  public SiteRules {
    if (minimum < 2) {
      throw new IllegalArgumentException("minimum: must be at least 2, is " + minimum);
    }
    if (!(budget >= 0)) {
      throw new IllegalArgumentException("budget: must be at least 0, is " + budget);
    }
  }

  /** Without noise. */
  public static SiteRules plain(int minimum, boolean maskedOnly) {
    return new SiteRules(minimum, maskedOnly, null, Double.POSITIVE_INFINITY);
  }

  /**
   * Refuses a question that asks for more than the site gives; the reason says the same of every
   * round.
   *
   * @throws RefusalException with the reason
   */
  public void check(SiteQuestion question) {
    if (question.phase() == SiteQuestion.Phase.NOTHING) {
      return;
    }
    if (question.minimum() < minimum) {
      throw new RefusalException(
          "sums of %d sites are made; this site is in none of fewer than %d"
              .formatted(question.minimum(), minimum));
    }
    if (maskedOnly && !question.phase().isMasked()) {
      throw new RefusalException("updates are not masked; this site sends masked ones only");
    }
    if (noise != null) {
      noise.check(question.clip());
    }
  }
}
