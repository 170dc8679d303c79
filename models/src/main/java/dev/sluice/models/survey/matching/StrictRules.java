// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey.matching;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.QuestionType;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of the paper with four defects mended:
 *
 * <ul>
 *   <li>refusals are looked for before "yes" and "no", which must be whole words;
 *   <li>a refusal phrase that an option of the scenario contains is no sign of a refusal there;
 *   <li>an answer that fits both actions is invalid, not the first action;
 *   <li>an option letter or the text of an option may be followed by a reason ("A because ...").
 *       The letter must be set off by punctuation or a word such as "because", for "a" is also an
 *       article.
 * </ul>
 */
final class StrictRules implements FormRules {
  private static final Pattern YES_OR_NO = Pattern.compile("\\W*(yes|no)\\b.*", Pattern.DOTALL);
  private static final Pattern BOTH_LETTERS =
      Pattern.compile("\\W*[ab]\\W+(?:(?:or|and)\\W+)?[ab]\\W*");
  private static final Pattern LETTER =
      Pattern.compile(
          "\\W*(?:option |response |choose )?([ab])"
              + "(?:\\W*$|[])*.:,;!\\n]|\\s*[-–—]|\\s+(?:because|since|as|due to|is)\\b).*",
          Pattern.DOTALL);

  private final List<String> refusals;
  private final String option1;
  private final String option2;

  StrictRules(List<String> refusals, String action1, String action2) {
    String options = (action1 + '\n' + action2).toLowerCase(Locale.ROOT);
    this.refusals = refusals.stream().filter(phrase -> !options.contains(phrase)).toList();
    this.option1 = withoutFullStop(action1);
    this.option2 = withoutFullStop(action2);
  }

  @Override
  public Label match(
      QuestionForm form, String answer, String stems, Function<String, Label> byStems) {
    if (form.type() == QuestionType.REPEAT) {
      Label label = byStems.apply("i " + stems);
      if (label != null) {
        return label;
      }
    }
    Label option = beginningWithOption(answer);
    if (option != null) {
      return option;
    }
    if (refusals.stream().anyMatch(answer::contains)) {
      return Label.REFUSAL;
    }
    return switch (form.type()) {
      case AB -> letter(form, answer);
      case REPEAT -> Label.INVALID;
      case COMPARE -> yesOrNo(form, answer);
    };
  }

  /**
   * The option an answer begins with, the longer one if it begins with both; null if it begins with
   * none or goes on to name the other one, as an answer does that repeats the question.
   */
  private Label beginningWithOption(String answer) {
    int end1 = endOfOption(answer, option1);
    int end2 = endOfOption(answer, option2);
    if (end1 == end2) {
      return end1 < 0 ? null : Label.INVALID;
    }
    if (end1 > end2) {
      return answer.indexOf(option2, end1) < 0 ? Label.ACTION1 : null;
    }
    return answer.indexOf(option1, end2) < 0 ? Label.ACTION2 : null;
  }

  private static Label letter(QuestionForm form, String answer) {
    Matcher letter = LETTER.matcher(answer);
    if (!letter.matches() || BOTH_LETTERS.matcher(answer).matches()) {
      return Label.INVALID;
    }
    return letter.group(1).equals("a") ? form.firstOption() : form.secondOption();
  }

  private static Label yesOrNo(QuestionForm form, String answer) {
    Matcher word = YES_OR_NO.matcher(answer);
    if (!word.matches()) {
      return Label.INVALID;
    }
    return word.group(1).equals("yes") ? form.firstOption() : form.secondOption();
  }

  /** Where the option ends that a text begins with, after any bullet or bracket; -1 if not. */
  private static int endOfOption(String text, String option) {
    int start = 0;
    while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    int end = start + option.length();
    boolean found =
        text.startsWith(option, start)
            && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    return found ? end : -1;
  }

  private static String withoutFullStop(String action) {
    String option = AnswerText.trim(action.toLowerCase(Locale.ROOT)).replace("\"", "");
    return option.endsWith(".") ? Template.shorten(option) : option;
  }
}
