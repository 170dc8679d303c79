// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.csv.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a graph, as Tetrad has it: sections {@code addtemporal}, {@code forbiddirect},
 * {@code requiredirect}, {@code forbiddengroup} and {@code requiredgroup}, see its manual (tiers,
 * edges, groups) and that of causal-cmd. Errors name file and line.
 */
final class KnowledgeFile {
  private static final String HEADING = "/knowledge";
  private static final String COMMENT = "//";
  private static final String TIERS = "addtemporal";
  private static final List<String> EDGES = List.of("forbiddirect", "requiredirect");
  private static final List<String> GROUPS = List.of("forbiddengroup", "requiredgroup");
  private static final String EXPECTED =
      "addtemporal, forbiddirect, requiredirect, forbiddengroup or requiredgroup";

  /** A name, perhaps in quotes. */
  private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"|\\S+");

  /** The number of a tier, whether edges within are forbidden, and those past the next tier. */
  private static final Pattern TIER = Pattern.compile("(\\d+)(\\*?)(-?)");

  private final Path file;
  private final List<String> variables;
  private final SortedMap<Integer, List<String>> tiers = new TreeMap<>();
  private final Set<Integer> closed = new LinkedHashSet<>();
  private final Set<Integer> narrow = new LinkedHashSet<>();
  private final Set<List<String>> forbidden = new LinkedHashSet<>();
  private final Set<List<String>> required = new LinkedHashSet<>();
  private int line;
  private String section;

  /** The causes of a group whose effects are still to come; else null. */
  private List<String> causes;

  private KnowledgeFile(Path file, List<String> variables) {
    this.file = file;
    this.variables = variables;
  }

  /**
   * Reads a file.
   *
   * @param variables that it may name
   * @throws Failure if it cannot be read, or has what this does not know
   */
  static KnowledgeFile read(Path file, List<String> variables) {
    KnowledgeFile knowledge = new KnowledgeFile(file, variables);
    try {
      knowledge.read(Files.readAllLines(file));
    } catch (IOException e) {
      throw new Failure("--knowledge %s: %s".formatted(file, InputFile.why(e)), e);
    }
    return knowledge;
  }

  /** Groups of variables, the earliest first; empty if the file has none. */
  List<List<String>> tiers() {
    return List.copyOf(tiers.values());
  }

  /** Pairs [from, to], those of which tiers with marks speak among them. */
  List<List<String>> forbidden() {
    Set<List<String>> all = new LinkedHashSet<>(forbidden);
    for (int tier : closed) {
      connect(tiers.get(tier), tiers.get(tier), all);
    }
    for (int tier : narrow) {
      tiers.tailMap(tier + 1).values().stream()
          .skip(1)
          .forEach(later -> connect(tiers.get(tier), later, all));
    }
    return List.copyOf(all);
  }

  /** Adds an edge from each of some to each of others, but none to itself. */
  static void connect(List<String> from, List<String> to, Set<List<String>> all) {
    for (String one : from) {
      to.stream()
          .filter(other -> !other.equals(one))
          .forEach(other -> all.add(List.of(one, other)));
    }
  }

  /** Pairs [from, to]. */
  List<List<String>> required() {
    return List.copyOf(required);
  }

  private void read(List<String> lines) {
    boolean begun = false;
    for (String text : lines) {
      line++;
      String words = (line == 1 ? text.replaceFirst("^\\uFEFF", "") : text).strip();
      if (words.isEmpty() || words.startsWith(COMMENT)) {
        continue;
      }
      if (!begun) {
        check(words.equals(HEADING), "expected " + HEADING + ", found " + Cell.shown(words));
        begun = true;
      } else if (isSection(words.toLowerCase(Locale.ROOT))) {
        checkComplete();
        section = words.toLowerCase(Locale.ROOT);
      } else {
        add(names(words));
      }
    }
    check(begun, "is no knowledge file: " + HEADING + " is missing");
    checkComplete();
  }

  private static boolean isSection(String words) {
    return words.equals(TIERS) || EDGES.contains(words) || GROUPS.contains(words);
  }

  private void checkComplete() {
    check(causes == null, "%s: a line of effects is missing".formatted(section));
  }

  private static List<String> names(String words) {
    return NAME.matcher(words)
        .results()
        .map(name -> name.group(1) == null ? name.group() : name.group(1))
        .toList();
  }

  private void add(List<String> words) {
    check(section != null, "expected " + EXPECTED + ", found " + Cell.shown(words.get(0)));
    if (section.equals(TIERS)) {
      addTier(words);
    } else if (EDGES.contains(section)) {
      check(
          words.size() == 2,
          "%s: expected two variables, or %s, found %s"
              .formatted(section, EXPECTED, Cell.shown(String.join(" ", words))));
      edges().add(List.of(variable(words.get(0)), variable(words.get(1))));
    } else if (causes == null) {
      causes = words.stream().map(this::variable).toList();
    } else {
      connect(causes, words.stream().map(this::variable).toList(), edges());
      causes = null;
    }
  }

  /** Those of which the section speaks. */
  private Set<List<String>> edges() {
    return section.startsWith("forbid") ? forbidden : required;
  }

  private void addTier(List<String> words) {
    Matcher tier = TIER.matcher(words.get(0));
    check(
        tier.matches() && words.get(0).length() < 10,
        "addtemporal: expected the number of a tier, found " + Cell.shown(words.get(0)));
    int number = Integer.parseInt(tier.group(1));
    List<String> names = tiers.computeIfAbsent(number, none -> new ArrayList<>());
    for (String name : words.subList(1, words.size())) {
      check(
          tiers.values().stream().noneMatch(of -> of.contains(name)),
          Cell.shown(name) + " is in two tiers");
      names.add(variable(name));
    }
    if (!tier.group(2).isEmpty()) {
      closed.add(number);
    }
    if (!tier.group(3).isEmpty()) {
      narrow.add(number);
    }
  }

  private String variable(String name) {
    check(
        variables.contains(name),
        "%s is no variable; %s".formatted(Cell.shown(name), Names.known(name, variables)));
    return name;
  }

  private void check(boolean holds, String message) {
    if (!holds) {
      throw new Failure("--knowledge %s, line %d: %s".formatted(file, line, message));
    }
  }
}
