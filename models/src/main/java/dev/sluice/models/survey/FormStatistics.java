// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

/** Statistics of the answers to one question form. */
public final class FormStatistics {
  private final QuestionForm form;
  private final int action1;
  private final int action2;
  private final int refusals;
  private final int invalids;
  private final double p;
  private final double h;

  /** The statistics of one form, of a scenario's counters. */
  public FormStatistics(ScenarioCounts counts, QuestionForm form) {
    this.form = form;
    this.action1 = counts.count(form, Label.ACTION1);
    this.action2 = counts.count(form, Label.ACTION2);
    this.refusals = counts.count(form, Label.REFUSAL);
    this.invalids = counts.count(form, Label.INVALID);
    this.p = isEmpty() ? Double.NaN : (double) action1 / n();
    this.h = Entropy.bits(pUsed());
  }

  /** The form that was asked. */
  public QuestionForm form() {
    return form;
  }

  /** Answers that chose the first action. */
  public int action1() {
    return action1;
  }

  /** Answers that chose the second action. */
  public int action2() {
    return action2;
  }

  /** Answers that declined. */
  public int refusals() {
    return refusals;
  }

  /** Answers that no rule recognised. */
  public int invalids() {
    return invalids;
  }

  /** Valid answers, those that chose an action. */
  public int n() {
    return action1 + action2;
  }

  /** Answers of any label. */
  public int answers() {
    return n() + refusals + invalids;
  }

  /** Whether there is no valid answer. */
  public boolean isEmpty() {
    return n() == 0;
  }

  /** The action likelihood of the first action (Equation 7); blank without a valid answer. */
  public double p() {
    return p;
  }

  /** The action likelihood with 0.5 where there is no valid answer (Appendix D.1). */
  public double pUsed() {
    return isEmpty() ? 0.5 : p;
  }

  /** The action entropy in bits of {@link #pUsed}. */
  public double h() {
    return h;
  }

  /** The action entropy by the psi estimator; blank without a valid answer. */
  public double hPsi() {
    return isEmpty() ? Double.NaN : Entropy.psiBits(action1, action2);
  }

  /** The share of valid answers that chose the option put first; blank without one. */
  public double firstOptionShare() {
    return form.firstOption() == Label.ACTION1 ? p : 1 - p;
  }

  /** The variance of {@link #pUsed}, taken as 1/4 for at most one valid answer. */
  double variance() {
    if (n() <= 1) {
      return 0.25;
    }
    return p * (1 - p) / (n() - 1);
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
