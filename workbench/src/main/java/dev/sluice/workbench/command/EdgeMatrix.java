// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.command;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.right;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How probable edges are as a table, one cell per ordered pair: two digits behind the point, a star
 * if the edge is in one graph that is marked, and brighter the more probable where colours can be
 * shown. Where a name does not fit into a cell, columns have the numbers of the variables.
 */
public final class EdgeMatrix {
  /** A larger table would not fit on a screen. */
  public static final int MOST_VARIABLES = 40;

  private static final int CELL = 4;
  private static final int MAX_NAME = 20;

  /** Backgrounds of the 256-colour palette, grey and then ever brighter blues. */
  private static final int[] SHADES = {236, 24, 25, 32, 39};

  /** The least marginal of each shade. */
  private static final double[] SHADES_FROM = {0.05, 0.25, 0.5, 0.75, 0.95};

  private final List<String> names;
  private final List<List<Double>> edges;
  private final Set<List<String>> marked;
  private final boolean shaded;

  private EdgeMatrix(
      List<String> names,
      List<List<Double>> edges,
      Collection<List<String>> marked,
      boolean shaded) {
    this.names = names;
    this.edges = edges;
    this.marked = new HashSet<>(marked);
    this.shaded = shaded;
  }

  /**
   * The table's lines, the heads of the columns first.
   *
   * @param names of the variables
   * @param edges d x d, [i][j] = P(i -> j)
   * @param marked edges that get a star: pairs of names
   * @param shaded whether colours can be shown
   */
  public static List<String> lines(
      List<String> names,
      List<List<Double>> edges,
      Collection<List<String>> marked,
      boolean shaded) {
    return new EdgeMatrix(names, edges, marked, shaded).lines();
  }

  private List<String> lines() {
    boolean numbered = names.stream().anyMatch(name -> name.length() > CELL);
    List<String> heads = numbered ? numbers() : names;
    List<String> labels = numbered ? numberedNames() : names;
    int width = labels.stream().mapToInt(String::length).max().orElse(0);
    Table table = Table.of(left(width), Collections.nCopies(names.size(), right(CELL)));
    List<String> lines = new ArrayList<>();
    lines.add(table.row("", heads));
    for (int from = 0; from < names.size(); from++) {
      lines.add(table.row(labels.get(from), cells(from)));
    }
    return lines;
  }

  private List<String> numbers() {
    return IntStream.rangeClosed(1, names.size()).mapToObj(Integer::toString).toList();
  }

  private List<String> numberedNames() {
    return IntStream.range(0, names.size())
        .mapToObj(i -> "%2d %s".formatted(i + 1, cut(names.get(i))))
        .toList();
  }

  private static String cut(String name) {
    return Table.cut(name, MAX_NAME, "~");
  }

  private List<String> cells(int from) {
    return IntStream.range(0, names.size())
        .mapToObj(to -> to == from ? "- " : cell(from, to))
        .toList();
  }

  private String cell(int from, int to) {
    double probability = edges.get(from).get(to);
    boolean isMarked = marked.contains(List.of(names.get(from), names.get(to)));
    String text = "%3s%c".formatted(digits(probability), isMarked ? '*' : ' '); // all shaded
    int shade = shade(probability);
    return shaded && shade >= 0 ? "\u001b[48;5;" + SHADES[shade] + "m" + text + "\u001b[0m" : text;
  }

  private static int shade(double probability) {
    int shade = SHADES_FROM.length - 1;
    while (shade >= 0 && probability < SHADES_FROM[shade]) {
      shade--;
    }
    return shade;
  }

  /** A probability in at most three characters. */
  public static String digits(double probability) {
    String text = String.format(Locale.ROOT, "%.2f", Math.max(probability, 0));
    return switch (text) {
      case "0.00" -> "0";
      case "1.00" -> "1";
      default -> text.substring(1);
    };
  }
}
