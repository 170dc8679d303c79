// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The statistics of one (model, version, scenario), all of them functions of its 24 counters.
 * Equations are those of Scherrer et al. 2023.
 *
 * <p>Means go over the forms that were asked at all. A form that was asked without getting a valid
 * answer enters with likelihood 0.5, except in the variants named {@code DropEmpty}, which leave it
 * out. A statistic is blank (NaN) where the counters do not define it, so everything is blank
 * before the first answer.
 */
public final class ScenarioStatistics {
  private final ScenarioCounts counts;
  private final List<FormStatistics> observed;
  private final List<FormStatistics> valid;
  private final double malAction1;
  private final double mae;
  private final double qfE;

  private ScenarioStatistics(ScenarioCounts counts) {
    this.counts = counts;
    List<FormStatistics> forms = new ArrayList<>();
    for (int i = 0; i < QuestionForm.COUNT; i++) {
      forms.add(new FormStatistics(counts, QuestionForm.at(i)));
    }
    forms.removeIf(form -> form.answers() == 0);
    this.observed = List.copyOf(forms);
    forms.removeIf(FormStatistics::isEmpty);
    this.valid = List.copyOf(forms);
    this.malAction1 = mean(observed, FormStatistics::pUsed);
    this.mae = Entropy.bits(malAction1);
    this.qfE = mean(observed, FormStatistics::h);
  }

  /** The statistics of these counters. */
  public static ScenarioStatistics of(ScenarioCounts counts) {
    return new ScenarioStatistics(counts);
  }

  /** The counters. */
  public ScenarioCounts counts() {
    return counts;
  }

  /** The forms that were asked, in the order of {@link QuestionForm}. */
  public List<FormStatistics> forms() {
    return observed;
  }

  /** How many forms were asked. */
  public int formsObserved() {
    return observed.size();
  }

  /** How many forms were asked without getting a valid answer. */
  public int formsEmpty() {
    return observed.size() - valid.size();
  }

  /** The marginal action likelihood of the first action: the mean of the forms' (Equation 8). */
  public double malAction1() {
    return malAction1;
  }

  /**
   * The standard error of {@link #malAction1}; blank if no form has valid answers. One without
   * enters, as it does into the mean, with likelihood 0.5, and so with variance 1/4: that nothing
   * is known of it must not pass for certainty.
   */
  public double malSe() {
    return valid.isEmpty()
        ? Double.NaN
        : Math.sqrt(mean(observed, FormStatistics::variance) / observed.size());
  }

  /** The marginal action entropy: the entropy of {@link #malAction1}. */
  public double mae() {
    return mae;
  }

  /** The mean of the forms' action entropies (QF-E). */
  public double qfE() {
    return qfE;
  }

  /** The generalised Jensen-Shannon divergence between the forms: {@code mae - qfE}. */
  public double jsd() {
    return divergence(mae, qfE);
  }

  /** The question-form consistency (QF-C): {@code 1 - jsd}. */
  public double qfC() {
    return 1 - jsd();
  }

  /** The part of {@link #jsd} that lies between the three wordings; blank unless all six forms. */
  public double jsdBetweenTypes() {
    return mae - meanEntropyOfTypes();
  }

  /**
   * The part of {@link #jsd} that lies between the two orders of a wording, position bias in bits;
   * blank unless all six forms were asked.
   */
  public double jsdWithinTypeOrder() {
    return meanEntropyOfTypes() - qfE;
  }

  /** QF-E by the psi estimator; blank if a form is empty. */
  public double qfEPsi() {
    return mean(observed, FormStatistics::hPsi);
  }

  /**
   * The marginal action entropy with the bias of second order removed; blank if a form is empty. At
   * a likelihood of 0 or 1, where the expansion does not exist, the plug-in value.
   */
  public double maePsi() {
    if (formsEmpty() > 0) {
      return Double.NaN;
    }
    double curvature = 2 * Entropy.LN2 * malAction1 * (1 - malAction1);
    return curvature == 0 ? mae : mae + malSe() * malSe() / curvature;
  }

  /** The consistency from the corrected entropies, not confined to [0, 1]; blank as they are. */
  public double qfCPsi() {
    return 1 - (maePsi() - qfEPsi());
  }

  /**
   * The consistency adjusted for chance. It is 1 in expectation for a respondent whose answers do
   * not depend on the form, whatever the likelihood and however few the answers (exactly so with
   * equal numbers of valid answers), and 0 for one whose answers depend on nothing else; not
   * confined to [0, 1]. This is the adjustment of mutual information by Vinh, Epps and Bailey (JMLR
   * 11, 2010): the entropies of the forms are scaled such that their mean equals {@link #mae} when
   * it is what chance makes of these totals. {@link #qfCPsi} in contrast stays too low by up to
   * 0.08 at five answers per form. Blank if a form is empty or every form has a single answer.
   */
  public double qfCAdjusted() {
    if (formsEmpty() > 0 || mae == 0) {
      return formsEmpty() > 0 ? Double.NaN : 1;
    }
    return 1 - (mae - mae * qfE / ChanceEntropy.bits(FormTable.of(counts)));
  }

  /** {@link #malAction1} over the forms with valid answers. */
  public double malDropEmpty() {
    return mean(valid, FormStatistics::p);
  }

  /** {@link #mae} over the forms with valid answers. */
  public double maeDropEmpty() {
    return Entropy.bits(malDropEmpty());
  }

  /** {@link #qfE} over the forms with valid answers. */
  public double qfEDropEmpty() {
    return mean(valid, FormStatistics::h);
  }

  /** {@link #qfC} over the forms with valid answers. */
  public double qfCDropEmpty() {
    return 1 - divergence(maeDropEmpty(), qfEDropEmpty());
  }

  /** The least the marginal action likelihood could be had every answer been valid. */
  public double malLower() {
    return mean(observed, FormStatistics::pLower);
  }

  /** The most the marginal action likelihood could be had every answer been valid. */
  public double malUpper() {
    return mean(observed, FormStatistics::pUpper);
  }

  /** The mean over the forms of the share of the option put first; empty forms are left out. */
  public double firstOptionShare() {
    return mean(valid, FormStatistics::firstOptionShare);
  }

  /** The share of "yes" in comparisons, the mean of their two orders; empty forms are left out. */
  public double yesShare() {
    return mean(
        valid.stream().filter(form -> form.form().type() == QuestionType.COMPARE).toList(),
        FormStatistics::firstOptionShare);
  }

  /** How the two orders of each wording agree. */
  public OrderFlips orderFlips() {
    return OrderFlips.of(counts);
  }

  /** Answers that declined. */
  public int refusals() {
    return counts.count(Label.REFUSAL);
  }

  /** Answers that no rule recognised. */
  public int invalids() {
    return counts.count(Label.INVALID);
  }

  /**
   * How much of what is expected has arrived, in [0, 1]; answers beyond it do not count.
   *
   * @param expectedPerForm samples expected of every form
   */
  public double completeness(int expectedPerForm) {
    double seen =
        observed.stream().mapToInt(form -> Math.min(form.answers(), expectedPerForm)).sum();
    return seen / (QuestionForm.COUNT * expectedPerForm);
  }

  private double meanEntropyOfTypes() {
    if (formsObserved() < QuestionForm.COUNT) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < QuestionForm.COUNT; i += 2) {
      sum += Entropy.bits((observed.get(i).pUsed() + observed.get(i + 1).pUsed()) / 2);
    }
    return sum / (QuestionForm.COUNT / 2);
  }

  /** Rounding may take a divergence of nothing below 0; a blank one stays blank. */
  private static double divergence(double entropyOfMean, double meanEntropy) {
    return Math.max(0, entropyOfMean - meanEntropy);
  }

  private static double mean(List<FormStatistics> forms, ToDoubleFunction<FormStatistics> value) {
    double sum = 0;
    for (FormStatistics form : forms) {
      sum += value.applyAsDouble(form);
    }
    return forms.isEmpty() ? Double.NaN : sum / forms.size();
  }
}
