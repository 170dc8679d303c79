// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

/** Makes operators whose matcher fails over one word. */
public final class FailingMatcher {

  /** The word. */
  public static final String BOOM = "boom";

  private FailingMatcher() {}

  /** The operator with these formulas. */
  public static ObserveOperator observe(AnswerSettings settings, Formulas formulas) {
    Matching failing =
        (matchers, scenario, answer, text) -> {
          if (text.equals(BOOM)) {
            throw new IllegalStateException(BOOM);
          }
          return Matching.RULES.match(matchers, scenario, answer, text);
        };
    return new ObserveOperator(new ObserveAnswers(settings, formulas, failing));
  }
}
