// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import dev.sluice.models.survey.reading.AnswerReader;
import dev.sluice.models.survey.reading.Vocabulary;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Maps free text to the action it chooses by rules (Scherrer et al. 2023, the function g of
 * Equation 7). An answer that equals a template, filled with the options of the scenario, word for
 * word or by the stems of its words, is what the template says; else rules read it: those of the
 * paper's code ({@link PaperRules}) or the default ones ({@link StrictRules}).
 *
 * <p>Not safe for use by several threads.
 */
public final class AnswerMatcher {
  private final Map<QuestionType, List<Template>> optionA = new EnumMap<>(QuestionType.class);
  private final Map<QuestionType, List<Template>> optionB = new EnumMap<>(QuestionType.class);
  private final Map<QuestionForm, AnswerTable> common = new EnumMap<>(QuestionForm.class);
  private final List<String> refusals;
  private final Vocabulary vocabulary;
  private final MatcherMode mode;

  /** A matcher for these templates. */
  public AnswerMatcher(ResponseTemplates templates, MatcherMode mode) {
    this.mode = mode;
    this.refusals =
        templates.refusals().stream()
            .map(phrase -> AnswerText.trim(phrase.toLowerCase(Locale.ROOT)))
            .distinct()
            .toList();
    this.vocabulary = new Vocabulary(templates.optionA(), templates.optionB(), refusals);
    for (QuestionType type : QuestionType.values()) {
      optionA.put(type, templates(templates.optionA().get(type), true));
      optionB.put(type, templates(templates.optionB().get(type), true));
    }
    for (QuestionForm form : QuestionForm.values()) {
      common.put(form, commonTable(form, templates));
    }
  }

  /**
   * A matcher for the answers to one scenario. It prepares for a question form when it first sees
   * an answer to it; so keep it as long as there is room, some 10 KB for each form.
   *
   * @throws IllegalArgumentException if an action is blank
   */
  public ScenarioMatcher scenario(String action1, String action2) {
    requireText("action1", action1);
    requireText("action2", action2);
    return new ScenarioMatcher(
        common, form -> ownTable(form, action1, action2), rules(action1, action2));
  }

  private FormRules rules(String action1, String action2) {
    return mode == MatcherMode.PAPER
        ? new PaperRules(refusals)
        : new StrictRules(new AnswerReader(vocabulary, action1, action2));
  }

  /** Templates without slots are the same for all scenarios and kept only once. */
  private AnswerTable commonTable(QuestionForm form, ResponseTemplates templates) {
    AnswerTable table = newTable();
    List<Template> first = templates(templates.optionA().get(form.type()), false);
    List<Template> second = templates(templates.optionB().get(form.type()), false);
    put(table, first, "", "", form.firstOption());
    put(table, second, "", "", form.secondOption());
    return table;
  }

  private AnswerTable ownTable(QuestionForm form, String action1, String action2) {
    boolean inOrder = form.firstOption() == Label.ACTION1;
    String first = inOrder ? action1 : action2;
    String second = inOrder ? action2 : action1;
    AnswerTable table = newTable();
    put(table, optionA.get(form.type()), first, second, form.firstOption());
    put(table, optionB.get(form.type()), first, second, form.secondOption());
    return table;
  }

  private void put(
      AnswerTable table, List<Template> templates, String first, String second, Label action) {
    for (Template template : templates) {
      String text = template.fill(first, second);
      table.put(mode == MatcherMode.PAPER ? text : AnswerReader.key(text), action);
    }
  }

  /** The paper's code looks for action 1 first; a strict matcher does not guess. */
  private AnswerTable newTable() {
    return new AnswerTable(mode == MatcherMode.PAPER ? Label.ACTION1 : Label.INVALID);
  }

  private static List<Template> templates(List<String> texts, boolean withSlots) {
    return texts.stream()
        .map(Template::of)
        .filter(template -> template.hasSlots() == withSlots)
        .toList();
  }

  private static void requireText(String field, String action) {
    if (action.isBlank()) {
      throw new IllegalArgumentException(field + " must not be blank");
    }
  }
}
