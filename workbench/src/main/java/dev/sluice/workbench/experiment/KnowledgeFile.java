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
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of a graph, as Tetrad writes it: sections {@code addtemporal}, {@code forbiddirect}
 * and {@code requiredirect}, see its manual and that of causal-cmd. Errors name file and line.
 */
final class KnowledgeFile {
  private static final String HEADING = "/knowledge";

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
      forbid(tiers.get(tier), tiers.get(tier), all);
    }
    for (int tier : narrow) {
      tiers.tailMap(tier + 1).values().stream()
          .skip(1)
          .forEach(later -> forbid(tiers.get(tier), later, all));
    }
    return List.copyOf(all);
  }

  private static void forbid(List<String> from, List<String> to, Set<List<String>> all) {
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
    String section = null;
    boolean begun = false;
    for (String text : lines) {
      line++;
      String words = (line == 1 ? text.replaceFirst("^\\uFEFF", "") : text).strip();
      if (words.isEmpty()) {
        continue;
      }
      if (!begun) {
        check(words.equals(HEADING), "expected " + HEADING + ", found " + Cell.shown(words));
        begun = true;
        continue;
      }
      switch (words.toLowerCase(Locale.ROOT)) {
        case "addtemporal", "forbiddirect", "requiredirect" ->
            section = words.toLowerCase(Locale.ROOT);
        default -> add(section, words.split("\\s+", -1));
      }
    }
    check(begun, "is no knowledge file: " + HEADING + " is missing");
  }

  private void add(String section, String[] words) {
    check(
        section != null,
        "expected addtemporal, forbiddirect or requiredirect, found " + Cell.shown(words[0]));
    if (section.equals("addtemporal")) {
      addTier(words);
    } else {
      check(
          words.length == 2,
          "%s: expected two variables, or addtemporal, forbiddirect or requiredirect, found %s"
              .formatted(section, Cell.shown(String.join(" ", words))));
      Set<List<String>> edges = section.equals("forbiddirect") ? forbidden : required;
      edges.add(List.of(variable(words[0]), variable(words[1])));
    }
  }

  private void addTier(String[] words) {
    Matcher tier = TIER.matcher(words[0]);
    check(
        tier.matches() && words[0].length() < 10,
        "addtemporal: expected the number of a tier, found " + Cell.shown(words[0]));
    int number = Integer.parseInt(tier.group(1));
    List<String> names = tiers.computeIfAbsent(number, none -> new ArrayList<>());
    for (String name : Arrays.asList(words).subList(1, words.length)) {
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
