// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/architecture.md} says is so: it is compared with job graphs and sources. */
class ArchitecturePageTest {

  private static final String JOBS = "dev.sluice.jobs.OperatorsTest#jobs";

  /** A committer belongs to its sink. */
  private static final String COMMITTER = "Sink Committer: ";

  /** Jobs that keep nothing from record to record. */
  private static final Set<String> WITHOUT_TIMERS = Set.of("enhance");

  /** States that only some work beside the stream opens, and the operators that do, by uid. */
  private static final Map<String, Set<String>> OPENED_BY =
      Map.of(
          "turns", Set.of("train", "tell", "compare"),
          "memory", Set.of("train", "refresh", "tell"),
          "begun", Set.of("refresh"),
          "newest", Set.of("refresh"));

  private static final Pattern CLASS =
      Pattern.compile("((?:[a-z]+\\.)*[A-Z]\\w*[a-z]\\w*)(?:\\.([A-Z]\\w+))?(?:#(\\w+))?");
  private static final Pattern FILE = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+");
  private static final Pattern CITATION =
      Pattern.compile(
          "\\b(\\p{Lu}[\\p{L}-]+),? ((?:19|20)\\d\\d)\\b(?!-)|(arXiv) (\\d{4}\\.\\d{5})");

  private static final ArchitecturePage PAGE = ArchitecturePage.read();
  private static final SourceTree SOURCES = SourceTree.read();

  @ParameterizedTest(name = "{0}")
  @MethodSource(JOBS)
  void listsTheOperators(String job, StreamGraph graph) {
    Set<String> operators = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      if (!node.getTransformationUID().startsWith(COMMITTER)) {
        operators.add(
            row(
                node.getTransformationUID(),
                node.getOperatorName().replaceFirst("^Source: ", "").replaceFirst(": Writer$", ""),
                node.getStatePartitioners().length > 0,
                node.getParallelism() == 1));
      }
    }
    assertThat(PAGE.table("Operators of " + job))
        .as(
            "The table 'Operators of %s' in %s, as 'uid | name | keyed | subtasks'. Give an"
                + " operator that it lacks a row, and its states and timers theirs in the tables"
                + " below; take out the row of one that the job has no more; correct one that"
                + " differs.",
            job, ArchitecturePage.PATH)
        .extracting(
            row -> row(row.get(0), row.get(1), !row.get(2).isEmpty(), row.get(3).equals("1")))
        .containsExactlyInAnyOrderElementsOf(operators);
  }

  private static String row(String uid, String name, boolean keyed, boolean single) {
    return uid + " | " + name + " | " + (keyed ? "keyed" : "") + " | " + (single ? "1" : "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(JOBS)
  void listsTheStates(String job, StreamGraph graph) {
    Set<String> opened = new TreeSet<>();
    for (List<String> operator : PAGE.table("Operators of " + job)) {
      for (String name : classes(operator.get(4))) {
        for (String state : SOURCES.statesOf(SOURCES.filesOf(name).get(0))) {
          String uid = operator.get(0);
          if (!name.equals("Beside") || OPENED_BY.getOrDefault(state, Set.of(uid)).contains(uid)) {
            opened.add(uid + " | " + state);
          }
        }
      }
    }
    Set<String> listed =
        PAGE.table("State of " + job).stream()
            .map(row -> row.get(0) + " | " + row.get(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed)
        .as(
            "The table 'State of %s' in %s, as 'uid | state': a row for every state that the"
                + " classes of the operator open. Add those that it lacks, take out those that"
                + " there are no more.",
            job, ArchitecturePage.PATH)
        .containsExactlyElementsOf(opened);
  }

  private static Set<String> classes(String cell) {
    return cell.contains("`") ? ArchitecturePage.code(cell) : Set.of(cell);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(JOBS)
  void givesTimersToOperatorsThatThereAre(String job, StreamGraph graph) {
    List<List<String>> timers = PAGE.table("Timers of " + job);
    assertThat(timers.isEmpty())
        .as("The table 'Timers of %s' in %s", job, ArchitecturePage.PATH)
        .isEqualTo(WITHOUT_TIMERS.contains(job));
    assertThat(timers)
        .as("The table 'Timers of %s' in %s: uids of the job.", job, ArchitecturePage.PATH)
        .extracting(row -> row.get(0))
        .isSubsetOf(graph.getStreamNodes().stream().map(StreamNode::getTransformationUID).toList());
  }

  @Test
  void namesClassesAndMethodsThatThereAre() {
    List<String> wrong = new ArrayList<>();
    int found = 0;
    for (String span : PAGE.code()) {
      Matcher name = CLASS.matcher(span);
      if (name.matches()) {
        found++;
        String why = whatIsWrongWith(name);
        if (why != null) {
          wrong.add(span + ": " + why);
        }
      }
    }
    assertThat(found).isGreaterThan(100);
    assertThat(wrong)
        .as(
            "Classes that %s names. Where one was renamed, read what the page says of it again.",
            ArchitecturePage.PATH)
        .isEmpty();
  }

  private static String whatIsWrongWith(Matcher name) {
    List<Path> files = SOURCES.filesOf(name.group(1));
    if (files.isEmpty() && SOURCES.isContract(name.group(1)) && name.group(3) == null) {
      return null;
    }
    if (files.size() != 1) {
      return files.isEmpty()
          ? "there is no such class"
          : "there are several; put as much of the package before it as tells: " + files;
    }
    String text = SOURCES.textOf(files.get(0));
    if (name.group(2) != null && !has(text, "(class|record|enum|interface) " + name.group(2))) {
      return "there is no such class within " + files.get(0);
    }
    return name.group(3) == null || has(text, "[ .]" + name.group(3) + "(\\(| =)")
        ? null
        : "there is no such method or constant in " + files.get(0);
  }

  private static boolean has(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  @Test
  void namesFilesAndOptionsThatThereAre() {
    for (String span : PAGE.code()) {
      if (FILE.matcher(span).matches()) {
        assertThat(SourceTree.ROOT.resolve(span)).as("A file that the page names").exists();
      } else if (span.startsWith("--")) {
        assertThat(SOURCES.shipped().values().stream())
            .as("Whether a source has the option %s", span)
            .extracting(text -> text.contains('"' + span + '"'))
            .contains(true);
      }
    }
    Path folder = ArchitecturePage.PATH.getParent();
    assertThat(PAGE.links())
        .as("Links of %s: headings of its own, or files beside it", ArchitecturePage.PATH)
        .isNotEmpty()
        .allMatch(
            link ->
                link.startsWith("#")
                    ? PAGE.anchors().contains(link)
                    : Files.exists(folder.resolve(link)));
  }

  @Test
  void namesEveryPaper() {
    List<List<String>> papers = PAGE.table("Papers and classes");
    Set<String> missing = new TreeSet<>();
    SOURCES
        .comments()
        .forEach(
            (file, comments) ->
                comments.stream()
                    .flatMap(comment -> CITATION.matcher(comment).results())
                    .filter(cited -> papers.stream().noneMatch(row -> names(row.get(0), cited)))
                    .forEach(cited -> missing.add(cited.group() + " in " + file)));
    assertThat(missing)
        .as(
            "Papers that a doc comment cites and the table 'Papers and classes' in %s lacks",
            ArchitecturePage.PATH)
        .isEmpty();
  }

  private static boolean names(String papers, MatchResult cited) {
    return cited.group(3) == null
        ? papers.contains(cited.group(1)) && papers.contains(cited.group(2))
        : papers.contains(cited.group(4));
  }
}
