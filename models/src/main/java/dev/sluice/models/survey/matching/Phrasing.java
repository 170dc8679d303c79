// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;

/**
 * Words for the labels of simulated answers, which the shipped templates map back to the labels.
 */
public final class Phrasing {

  private Phrasing() {}

  /** An answer to a question form that has this label. */
  public static String of(QuestionForm form, Label label, String action1, String action2) {
    return switch (label) {
      case REFUSAL -> "I cannot answer this question.";
      case INVALID -> "That is a hard question.";
      case ACTION1, ACTION2 -> choice(form, label, label == Label.ACTION1 ? action1 : action2);
    };
  }

  private static String choice(QuestionForm form, Label label, String action) {
    boolean first = label == form.firstOption();
    return switch (form.type()) {
      case AB -> first ? "A" : "B";
      case REPEAT -> action;
      case COMPARE -> first ? "Yes" : "No";
    };
  }
}
