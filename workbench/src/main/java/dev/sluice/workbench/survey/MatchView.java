// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.reading.Match;
import dev.sluice.schemas.SurveyScenario;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What is shown of answers that were matched, in 100 columns: the options once a scenario, then a
 * row for every answer and form.
 */
final class MatchView {
  private static final String ROW = "  %-11s%-10s%-31s%s%n";
  private static final int WORDS = 44;
  private static final int ANSWER = 90;

  private final PrintWriter out;
  private final MatchSet set;
  private final Map<Label, Integer> counts = new EnumMap<>(Label.class);
  private String shown;
  private int answers;

  MatchView(PrintWriter out, MatchSet set) {
    this.out = out;
    this.set = set;
  }

  /** Matches an answer in some forms and shows what comes. */
  void answer(SurveyScenario scenario, String answer, List<QuestionForm> forms) {
    scenario(scenario);
    answers++;
    out.printf("%n%s%n", '"' + cut(line(answer), ANSWER) + '"');
    out.printf(ROW, "form", "decision", "rule", "words");
    for (QuestionForm form : forms) {
      Match match = set.matcher(scenario).explain(form, answer);
      counts.merge(match.label(), 1, Integer::sum);
      String words = match.words().isEmpty() ? "-" : cut(line(match.words()), WORDS);
      out.printf(ROW, name(form), match.label().code(), match.rule(), words);
    }
  }

  /** The counts, if there were several answers. */
  void end() {
    if (answers > 1) {
      int rows = counts.values().stream().mapToInt(Integer::intValue).sum();
      StringJoiner joined = new StringJoiner(", ");
      for (Label label : Label.values()) {
        int count = counts.getOrDefault(label, 0);
        joined.add(
            String.format(
                Locale.ROOT, "%s %,d (%.1f %%)", label.code(), count, 100.0 * count / rows));
      }
      out.printf(Locale.ROOT, "%n%,d answers, %,d decisions: %s%n", answers, rows, joined);
    }
    out.flush();
  }

  private void scenario(SurveyScenario scenario) {
    if (scenario.getScenarioId().equals(shown)) {
      return;
    }
    out.printf(
        Locale.ROOT,
        "%sscenario %s of %s (%,d)%n  action1  %s%n  action2  %s%n",
        shown == null ? "" : System.lineSeparator(),
        scenario.getScenarioId(),
        set.name(),
        set.size(),
        cut(line(scenario.getAction1()), ANSWER),
        cut(line(scenario.getAction2()), ANSWER));
    shown = scenario.getScenarioId();
  }

  private static String name(QuestionForm form) {
    return form.type().code() + " " + form.ordering();
  }

  /** A text in one line, without characters that would move the cursor. */
  private static String line(String text) {
    return text.strip().replaceAll("\\R+", " / ").replaceAll("\\p{Cntrl}", " ");
  }

  private static String cut(String text, int width) {
    int length = text.codePointCount(0, text.length());
    return length <= width ? text : text.substring(0, text.offsetByCodePoints(0, width - 1)) + "…";
  }
}
