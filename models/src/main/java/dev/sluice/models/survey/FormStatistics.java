// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/**
 * Statistics of the answers to one question form.
 *
 * @param form that was asked
 * @param action1 answers that chose the first action
 * @param action2 answers that chose the second action
 * @param refusals answers that declined
 * @param invalids answers that no rule recognised
 */
public record FormStatistics(
    QuestionForm form, int action1, int action2, int refusals, int invalids) {

  static FormStatistics of(ScenarioCounts counts, QuestionForm form) {
    return new FormStatistics(
        form,
        counts.count(form, Label.ACTION1),
        counts.count(form, Label.ACTION2),
        counts.count(form, Label.REFUSAL),
        counts.count(form, Label.INVALID));
  }

  /** Valid answers, those that chose an action. */
  public int n() {
    return action1 + action2;
  }

  /** Answers of any label. */
  public int answers() {
    return n() + refusals + invalids;
  }

  /** Whether there are answers, but none of them valid. */
  public boolean isEmpty() {
    return n() == 0;
  }

  /** The action likelihood of the first action (Equation 7); blank without a valid answer. */
  public double p() {
    return isEmpty() ? Double.NaN : (double) action1 / n();
  }

  /** The action likelihood with 0.5 where there is no valid answer (Appendix D.1). */
  public double pUsed() {
    return isEmpty() ? 0.5 : p();
  }

  /** The action entropy in bits of {@link #pUsed}. */
  public double h() {
    return Entropy.bits(pUsed());
  }

  /** The action entropy by the psi estimator; blank without a valid answer. */
  public double hPsi() {
    return isEmpty() ? Double.NaN : Entropy.psiBits(action1, action2);
  }

  /** The share of valid answers that chose the option put first; blank without one. */
  public double firstOptionShare() {
    return form.firstOption() == Label.ACTION1 ? p() : 1 - p();
  }

  /** The variance of {@link #p}, taken as 1/4 for a single answer; blank without one. */
  double variance() {
    if (n() <= 1) {
      return isEmpty() ? Double.NaN : 0.25;
    }
    return p() * (1 - p()) / (n() - 1);
  }

  /**
   * The share of the first action if all that is missing were the second; blank without answers.
   */
  double pLower() {
    return (double) action1 / answers();
  }

  /** The share of the first action if all that is missing were the first; blank without answers. */
  double pUpper() {
    return (double) (answers() - action2) / answers();
  }
}
