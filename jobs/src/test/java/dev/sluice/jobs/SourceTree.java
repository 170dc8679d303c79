// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the sources of all modules say, read as text. */
final class SourceTree {

  /** Root of the repository, seen from the module. */
  static final Path ROOT = Path.of("..");

  private static final Pattern STATE =
      Pattern.compile("StateDescriptor<>\\(\\s*(?:\"([^\"]+)\"|([A-Z_]+))");
  private static final Pattern USE =
      Pattern.compile("\\bnew ([A-Z]\\w*)[<(]|\\b([A-Z]\\w*)\\.open\\(");
  private static final Pattern CONTRACT = Pattern.compile("\"name\"\\s*:\\s*\"([A-Z]\\w+)\"");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*.*?\\*/");

  private final Map<Path, String> shipped = new TreeMap<>();
  private final Map<Path, String> tests = new TreeMap<>();
  private final Set<String> contracts = new HashSet<>();

  static SourceTree read() {
    SourceTree tree = new SourceTree();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.toList()) {
        tree.read(module.resolve("src/main/java"), ".java", tree.shipped);
        tree.read(module.resolve("src/test/java"), ".java", tree.tests);
        Map<Path, String> schemas = new HashMap<>();
        tree.read(module.resolve("src/main/avro"), ".avsc", schemas);
        for (String schema : schemas.values()) {
          CONTRACT.matcher(schema).results().forEach(name -> tree.contracts.add(name.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  private void read(Path folder, String suffix, Map<Path, String> into) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(suffix)).toList()) {
          into.put(file, Files.readString(file));
        }
      }
    }
  }

  /** All sources that ship, by file. */
  Map<Path, String> shipped() {
    return shipped;
  }

  /** Whether a class is made of a contract. */
  boolean isContract(String name) {
    return contracts.contains(name);
  }

  /**
   * Files of a class, those that ship before tests.
   *
   * @param name simple, or with as many of its packages before it as tell it from others
   */
  List<Path> filesOf(String name) {
    String end = "/" + name.replace('.', '/') + ".java";
    List<Path> found = ending(shipped, end);
    return found.isEmpty() ? ending(tests, end) : found;
  }

  private static List<Path> ending(Map<Path, String> sources, String end) {
    return sources.keySet().stream().filter(path -> path.toString().endsWith(end)).toList();
  }

  String textOf(Path file) {
    return shipped.containsKey(file) ? shipped.get(file) : tests.get(file);
  }

  /** Comments of what ships, each on one line, by file. */
  Map<Path, List<String>> comments() {
    Map<Path, List<String>> comments = new TreeMap<>();
    shipped.forEach(
        (file, text) ->
            comments.put(
                file,
                COMMENT
                    .matcher(text)
                    .results()
                    .map(comment -> comment.group().replaceAll("\\s*\n\\s*\\* ?", " "))
                    .toList()));
    return comments;
  }

  /** Names of the states that a class opens, itself or through classes that it makes or opens. */
  Set<String> statesOf(Path file) {
    Set<String> states = new TreeSet<>();
    collectStates(file, states, new HashSet<>());
    return states;
  }

  private void collectStates(Path file, Set<String> states, Set<Path> seen) {
    if (!seen.add(file)) {
      return;
    }
    String text = textOf(file);
    STATE.matcher(text).results().forEach(state -> states.add(nameOf(state, text)));
    USE.matcher(text)
        .results()
        .map(use -> use.group(1) == null ? use.group(2) : use.group(1))
        .map(name -> visible(name, file, text))
        .filter(shipped::containsKey)
        .forEach(used -> collectStates(used, states, seen));
  }

  private static String nameOf(MatchResult state, String text) {
    if (state.group(1) != null) {
      return state.group(1);
    }
    return Pattern.compile("String " + state.group(2) + " = \"([^\"]+)\"")
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow()
        .group(1);
  }

  /** The file of a class as another sees it: imported, or beside it. */
  private Path visible(String name, Path from, String text) {
    return Pattern.compile("import (dev\\.sluice\\.[a-z.]+\\." + name + ");")
        .matcher(text)
        .results()
        .findFirst()
        .map(imported -> filesOf(imported.group(1)).stream().findFirst().orElse(from))
        .orElse(from.resolveSibling(name + ".java"));
  }
}
