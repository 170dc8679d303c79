// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.fewshot.FewShotLosses;
import dev.sluice.models.mesa.fewshot.FewShotStudy;
import dev.sluice.models.mesa.fewshot.PublishedFewShots;
import dev.sluice.workbench.command.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The table of few-shot regression: losses of y at some pairs. */
final class FewShotTable {
  private final List<Integer> shown;
  private final Table table;

  /** Of prompts of so many pairs. */
  FewShotTable(int pairs) {
    shown = new ArrayList<>(PublishedFewShots.PAIRS.stream().filter(p -> p < pairs).toList());
    shown.add(pairs);
    List<Table.Column> columns = new ArrayList<>(Collections.nCopies(shown.size(), Table.right(8)));
    columns.add(Table.right(6).after(2));
    columns.add(Table.right(9));
    columns.add(Table.right(8));
    table = Table.of(Table.left(36), columns);
  }

  void print(List<FewShotLosses> algorithms, List<FewShotResult> results, PrintWriter out) {
    List<String> head = new ArrayList<>(shown.stream().map(String::valueOf).toList());
    head.addAll(List.of("worst", "by", "|eos|"));
    out.println(table.row("few shots: loss of y at pair", head));
    for (FewShotLosses of : algorithms) {
      out.println(row(of.label(), of));
    }
    String model = "";
    for (FewShotResult result : results) {
      if (!model.equals(result.model().name())) {
        model = result.model().name();
        out.println("%s after %d steps".formatted(model, result.version()));
      }
      String form = "  " + result.form();
      out.println(
          result.losses() == null
              ? table.row(form, "n/a: " + result.reason())
              : row(form, result.losses()));
    }
    out.println("published");
    for (PublishedFewShots published : PublishedFewShots.all()) {
      List<String> cells = new ArrayList<>();
      for (int pair : shown) {
        int at = PublishedFewShots.PAIRS.indexOf(pair);
        cells.add(StudyMesaTable.number(at < 0 ? Double.NaN : published.losses().get(at)));
      }
      out.println(table.row("  " + published.label(), cells));
    }
    out.println();
  }

  private String row(String label, FewShotLosses of) {
    List<String> cells = new ArrayList<>();
    for (int pair : shown) {
      cells.add(StudyMesaTable.number(of.at(pair)));
    }
    cells.add(String.valueOf(of.worst()));
    cells.add(String.format(Locale.ROOT, "+%.0f %%", 100 * of.ascent()));
    cells.add(of.learned().length == 0 ? "" : StudyMesaTable.number(length(of.learned())));
    return table.row(label, cells);
  }

  /** Of the learned token after each pair. */
  private static double length(double[] learned) {
    double sum = 0;
    for (int i = 0; i < FewShotStudy.observed(); i++) {
      sum += learned[i] * learned[i];
    }
    return Math.sqrt(sum);
  }
}
