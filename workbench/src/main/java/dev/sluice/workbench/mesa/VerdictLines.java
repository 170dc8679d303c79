// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.schemas.MesaVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is shown of a verdict: numbers, and the reason, in as many lines as it takes. */
final class VerdictLines {
  private static final String INDENT = "  ";

  private VerdictLines() {}

  /** No line has more characters than the width, but for words that are longer. */
  static List<String> of(MesaVerdict verdict, int width) {
    String numbers =
        Stream.of(
                (verdict.getModel() + " " + verdict.getVersion()).strip() + ":",
                verdict.getSupport().toString(),
                verdict.getAlgorithm(),
                verdict.getDistance() == null
                    ? null
                    : "distance " + MesaView.number(verdict.getDistance()),
                verdict.getLossGap() == null
                    ? null
                    : String.format(Locale.ROOT, "loss %+.1f %%", 100 * verdict.getLossGap()),
                verdict.getSequences() == null
                    ? null
                    : String.format(Locale.ROOT, "%,d sequences", verdict.getSequences()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    String reason =
        verdict.getReason() == null
            ? ""
            : " (" + verdict.getReason().replaceAll("\\p{Cntrl}+", " ") + ")";
    return wrapped(numbers + reason, width);
  }

  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(INDENT).append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
