// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.study.Outcome;
import dev.sluice.models.posterior.study.ProtocolStudy;
import dev.sluice.models.posterior.study.StudiedScale;
import dev.sluice.models.posterior.study.Trial;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.workbench.command.StudyFolder;
import dev.sluice.workbench.command.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The table of a protocol: our rows as they come, then published ones, and the same as CSV. */
final class ProtocolTable {
  private static final String NONE = "-";

  private static final Table TABLE =
      Table.of(
          Table.left(14),
          Table.left(8).after(2),
          Table.left(8).after(2),
          Table.right(12).after(2),
          Table.right(6).after(2),
          Table.right(6).after(2),
          Table.right(6).after(2),
          Table.right(9).after(2),
          Table.right(6).after(2),
          Table.right(6).after(2),
          Table.right(9).after(2),
          Table.right(8).after(2));

  private final StudiedProtocol protocol;
  private final PrintWriter printed;
  private final List<String> csv =
      new ArrayList<>(
          List.of(
              "method,prior,scale,seed,computed_by,expected_shd,auroc,brier,edges,hellinger,"
                  + "cyclic,converged,seconds"));
  private final StudiedBudget budget;
  private boolean isOverOrders;
  private boolean isTrained;

  ProtocolTable(StudiedProtocol protocol, StudiedBudget budget, PrintWriter printed) {
    this.protocol = protocol;
    this.budget = budget;
    this.printed = printed;
  }

  void head() {
    printed.println(
        TABLE.row(
            "method",
            "prior",
            "scale",
            "expected SHD",
            "AUROC",
            "Brier",
            "edges",
            "Hellinger",
            "cyclic",
            "ECE",
            "converged",
            "s each"));
  }

  /** A row of ours: the statistic of the protocol over its graphs. */
  void row(
      StudiedMethod method,
      GraphPrior.Kind prior,
      StudiedScale scale,
      ProtocolStudy.Result result) {
    List<Outcome> outcomes = result.outcomes();
    boolean overOrders = outcomes.get(0).method() == Method.ORDER_EXACT;
    isOverOrders |= overOrders;
    isTrained |= method.isTrained();
    printed.println(
        TABLE.row(
            overOrders ? "exact, orders" : method.printed(),
            lower(prior),
            lower(scale),
            number("%.2f", outcomes, Outcome::expectedShd),
            number("%.3f", outcomes, Outcome::auroc),
            number("%.4f", outcomes, Outcome::brier),
            number("%.1f", outcomes, Outcome::edges),
            number("%.3f", outcomes, Outcome::hellinger),
            number("%.3f", outcomes, Outcome::cyclic),
            text("%.4f", result.reliability().calibrationError()),
            converged(outcomes),
            number("%.3f", outcomes, Outcome::seconds)));
    outcomes.forEach(outcome -> csv.add(line(method, prior, scale, outcome)));
  }

  /** The published rows, if there are any, and what has to be said of all. */
  void published(PublishedRows published) {
    for (PublishedRows.Row row : published.rows()) {
      printed.println(
          TABLE.row(
              row.method(),
              NONE,
              NONE,
              orNone(row.expectedShd()),
              orNone(row.auroc()),
              NONE,
              NONE,
              orNone(row.hellinger())));
    }
    printed.println("rows with a prior: " + protocol.statistic() + "; ECE over all edges");
    if (isOverOrders) {
      printed.println(
          "exact, orders: under another prior, which favours graphs of many topological orders");
    }
    if (isTrained) {
      printed.println("vcn and factorised with a prior: " + budget.smaller());
    }
    if (published.source() != null) {
      printed.println(
          "rows without: " + published.source() + (isReadOff(published) ? " (~: read off)" : ""));
    }
  }

  /** Writes all rows of ours by graph, and the graphs. */
  void write(StudyFolder folder, List<Trial> trials) {
    List<String> graphs = new ArrayList<>(List.of("seed,edges"));
    for (Trial trial : trials) {
      graphs.add(
          Arrays.stream(trial.truth().edges())
              .map(edge -> edge[0] + "->" + edge[1])
              .collect(Collectors.joining(" ", trial.seed() + ",", "")));
    }
    folder.write("posterior.csv", csv);
    folder.write("graphs.csv", graphs);
  }

  private static boolean isReadOff(PublishedRows published) {
    return published.rows().stream()
        .anyMatch(row -> (row.expectedShd() + row.hellinger()).contains("~"));
  }

  private static String line(
      StudiedMethod method, GraphPrior.Kind prior, StudiedScale scale, Outcome outcome) {
    return "%s,%s,%s,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s"
        .formatted(
            method.printed(),
            lower(prior),
            lower(scale),
            outcome.seed(),
            outcome.method(),
            outcome.expectedShd(),
            orBlank(outcome.auroc()),
            outcome.brier(),
            outcome.edges(),
            orBlank(outcome.hellinger()),
            orBlank(outcome.cyclic()),
            orBlank(outcome.converged()),
            outcome.seconds());
  }

  /** Of the graphs of which there is the number. */
  private String number(String format, List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
    double[] numbers =
        outcomes.stream().mapToDouble(of).filter(number -> !Double.isNaN(number)).toArray();
    return numbers.length == 0 ? NONE : text(format, protocol.sum(numbers));
  }

  private static String converged(List<Outcome> outcomes) {
    if (Double.isNaN(outcomes.get(0).converged())) {
      return NONE;
    }
    long converged = outcomes.stream().filter(outcome -> outcome.converged() == 1).count();
    return "%d of %d".formatted(converged, outcomes.size());
  }

  private static String orNone(String cell) {
    return cell.isEmpty() ? NONE : cell;
  }

  private static String orBlank(double number) {
    return Double.isNaN(number) ? "" : String.valueOf(number);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
