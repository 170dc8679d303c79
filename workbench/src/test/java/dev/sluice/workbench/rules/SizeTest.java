// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files, methods and packages stay small enough to be read at a sitting. */
class SizeTest {

  private static final int MAX_FILE_LINES = 250;
  private static final int MAX_METHOD_LINES = 60;
  private static final int MAX_PACKAGE_FILES = 30;

  private static final String BY_SUBJECT = "is to be divided by what it tests";

  /** Files that may be longer, and why. */
  private static final Map<String, String> LONG_FILES =
      Map.ofEntries(
          entry(
              "connectors/src/test/java/dev/sluice/connectors/WaitingRoomFunctionTest.java",
              BY_SUBJECT),
          entry("jobs/src/test/java/dev/sluice/jobs/adaptation/AdaptationJobTest.java", BY_SUBJECT),
          entry(
              "jobs/src/test/java/dev/sluice/jobs/adaptation/CompareModelsFunctionTest.java",
              BY_SUBJECT),
          entry(
              "jobs/src/test/java/dev/sluice/jobs/adaptation/FailingComparisonFunctionTest.java",
              BY_SUBJECT),
          entry("jobs/src/test/java/dev/sluice/jobs/beside/InOrderFunctionTest.java", BY_SUBJECT),
          entry(
              "jobs/src/test/java/dev/sluice/jobs/beside/NewestWithMemoryFunctionTest.java",
              BY_SUBJECT),
          entry(
              "jobs/src/test/java/dev/sluice/jobs/posterior/ObserveFunctionTest.java", BY_SUBJECT),
          entry("jobs/src/test/java/dev/sluice/jobs/posterior/PosteriorJobTest.java", BY_SUBJECT),
          entry(
              "jobs/src/test/java/dev/sluice/jobs/posterior/RefreshFunctionTest.java", BY_SUBJECT),
          entry("jobs/src/test/java/dev/sluice/jobs/survey/SurveyJobTest.java", BY_SUBJECT),
          entry(
              "models/src/test/java/dev/sluice/models/adaptation/PrequentialTest.java", BY_SUBJECT),
          entry(
              "models/src/test/java/dev/sluice/models/learner/ConjugateModelTest.java", BY_SUBJECT),
          entry("models/src/test/java/dev/sluice/models/neural/MaskedNetworkTest.java", BY_SUBJECT),
          entry(
              "models/src/test/java/dev/sluice/models/posterior/exact/GoldenValuesTest.java",
              "numbers of other programs, which are data"));

  /** Packages that may have more files, and why. */
  private static final Map<String, String> LARGE_PACKAGES = Map.of();

  private static Sources sources;

  @BeforeAll
  static void readSources() throws Exception {
    sources = Sources.read();
  }

  @Test
  void filesAreShort() throws Exception {
    Map<String, Long> tooLong = new TreeMap<>();
    for (SourceFile file : sources.files()) {
      if (file.lines() > MAX_FILE_LINES) {
        tooLong.put(file.path().toString(), file.lines());
      }
    }
    assertThat(tooLong.keySet())
        .as(
            "Files of more than %d lines: %s. Such a file does the work of several: give each its"
                + " own class, named for what it does; of a test, move the fixture out or divide it"
                + " by what is tested. An exception and its reason go into LONG_FILES; one that is"
                + " not needed any more leaves it.",
            MAX_FILE_LINES, tooLong)
        .containsExactlyInAnyOrderElementsOf(LONG_FILES.keySet());
  }

  @Test
  void methodsAreShort() {
    Map<String, Long> tooLong = new TreeMap<>();
    sources.files().forEach(file -> tooLong.putAll(longMethods(file)));
    assertThat(tooLong)
        .as(
            "Methods of more than %d lines. Name the steps, and make each a method, or a class if"
                + " they share variables.",
            MAX_METHOD_LINES)
        .isEmpty();
  }

  @Test
  void packagesAreSmall() {
    Map<String, Long> tooLarge =
        sources
            .main()
            .filter(file -> !file.path().endsWith("package-info.java"))
            .collect(
                Collectors.groupingBy(
                    file -> file.path().getParent().toString(),
                    TreeMap::new,
                    Collectors.counting()));
    tooLarge.values().removeIf(files -> files <= MAX_PACKAGE_FILES);
    assertThat(tooLarge.keySet())
        .as(
            "Packages of more than %d files: %s. Divide them by what their classes do: a group that"
                + " talks to the rest through few doors becomes a package of its own. An exception"
                + " and its reason go into LARGE_PACKAGES; one that is not needed any more leaves"
                + " it.",
            MAX_PACKAGE_FILES, tooLarge)
        .containsExactlyInAnyOrderElementsOf(LARGE_PACKAGES.keySet());
  }

  /** From its first annotation or modifier to its closing brace; comments within count. */
  private static Map<String, Long> longMethods(SourceFile file) {
    SourcePositions positions = sources.trees().getSourcePositions();
    Map<String, Long> tooLong = new HashMap<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void none) {
        measure(method);
        return super.visitMethod(method, null);
      }

      @Override
      public Void visitClass(ClassTree type, Void none) {
        type.getMembers().stream().filter(BlockTree.class::isInstance).forEach(this::measure);
        return super.visitClass(type, null);
      }

      private void measure(Tree tree) {
        long start = positions.getStartPosition(file.unit(), tree);
        long end = positions.getEndPosition(file.unit(), tree);
        long lines =
            file.unit().getLineMap().getLineNumber(end)
                - file.unit().getLineMap().getLineNumber(start)
                + 1;
        if (lines > MAX_METHOD_LINES) {
          tooLong.put(file.place(start), lines);
        }
      }
    }.scan(file.unit(), null);
    return tooLong;
  }
}
