// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.verdict.Findings;
import dev.sluice.models.mesa.verdict.Margins;
import dev.sluice.models.mesa.verdict.Verdict;
import dev.sluice.workbench.command.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Verdicts: what each model is closest to, by how much, and whether it is that. */
record VerdictTable(List<String> lines) {
  private static final Table TABLE =
      Table.of(
          Table.left(22),
          Table.right(6),
          Table.left(24).after(2),
          Table.left(24),
          Table.left(26),
          Table.right(7),
          Table.right(8),
          Table.rest());

  /** The table of some results, and a line of words for each verdict. */
  static VerdictTable of(List<StudyMesaResult> results) {
    List<String> lines = new ArrayList<>();
    lines.add(
        TABLE.row(
            "verdicts", "steps", "closest", "distance", "loss gap", "cosine", "blocks", "next"));
    List<String> words = new ArrayList<>();
    for (StudyMesaResult result : results) {
      Findings found = result.findings();
      String name = result.model().name();
      lines.add(
          TABLE.row(
              name,
              found.subject().version(),
              found.closest(),
              found.distance().text(4),
              found.lossGap().text(4),
              StudyMesaTable.number(found.jacobian().cosine()),
              StudyMesaTable.number(found.interpolationGap()),
              next(found)));
      words.add(words(result, result.verdict(results)));
    }
    lines.add("");
    lines.addAll(words);
    return new VerdictTable(lines);
  }

  private static String next(Findings found) {
    return found.margin() == null
        ? "-"
        : "%s%s, %s farther"
            .formatted(
                found.isSecondAsClose() ? "as close: " : "",
                found.second(),
                found.margin().text(4));
  }

  private static String words(StudyMesaResult result, Verdict verdict) {
    String said =
        "%s after %d steps: %s: %s"
            .formatted(
                result.model().name(),
                verdict.findings().subject().version(),
                verdict.judgement().name().toLowerCase(Locale.ROOT),
                verdict.reason());
    if (!result.isControl()) {
      return said;
    }
    return "control %s; W is %slearned"
        .formatted(said, result.findings().beatsTheBest(Margins.FIXED) ? "" : "not ");
  }
}
