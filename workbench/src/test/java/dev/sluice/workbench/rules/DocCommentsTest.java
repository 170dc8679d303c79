// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What others may call says what it does, and every package says what it is. */
class DocCommentsTest {

  private static Sources sources;

  @BeforeAll
  static void readSources() throws Exception {
    sources = Sources.read();
  }

  @Test
  void publicTypesAndMethodsHaveOne() {
    List<String> missing = new ArrayList<>();
    sources.main().forEach(file -> missing.addAll(undocumented(file)));
    assertThat(missing)
        .as(
            "Public types and methods without a doc comment. Say in a sentence what it is or gives;"
                + " then, where it is not plain, shapes, units, errors and the source of a formula."
                + " If only its own package calls it, take \"public\" away instead.")
        .isEmpty();
  }

  @Test
  void packagesHaveOne() {
    Set<String> missing = new TreeSet<>();
    sources.main().forEach(file -> missing.add(file.path().getParent().toString()));
    sources
        .main()
        .filter(file -> file.path().endsWith("package-info.java"))
        .filter(file -> comment(new TreePath(new TreePath(file.unit()), file.unit().getPackage())))
        .forEach(file -> missing.remove(file.path().getParent().toString()));
    assertThat(missing)
        .as(
            "Packages without a package-info.java that has a doc comment. Say what the room is for,"
                + " its conventions (units, shapes, who may call it) and the paper it follows.")
        .isEmpty();
  }

  private static boolean comment(TreePath path) {
    return sources.trees().getDocComment(path) != null;
  }

  private static List<String> undocumented(SourceFile file) {
    List<String> missing = new ArrayList<>();
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void none) {
        if (isVisible(getCurrentPath()) && !comment(getCurrentPath())) {
          add(type, type.getSimpleName().toString());
        }
        return super.visitClass(type, null);
      }

      @Override
      public Void visitMethod(MethodTree method, Void none) {
        boolean written =
            sources.trees().getSourcePositions().getEndPosition(file.unit(), method) >= 0;
        if (written
            && isVisible(getCurrentPath())
            && !overrides(method.getModifiers())
            && !comment(getCurrentPath())) {
          add(method, method.getName().toString());
        }
        return super.visitMethod(method, null);
      }

      private void add(Tree tree, String name) {
        long start = sources.trees().getSourcePositions().getStartPosition(file.unit(), tree);
        missing.add(file.place(start) + " " + name);
      }
    }.scan(file.unit(), null);
    return missing;
  }

  private static boolean overrides(ModifiersTree modifiers) {
    return modifiers.getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  /** Whether a member and all types around it are public, by a word or as part of an interface. */
  private static boolean isVisible(TreePath path) {
    for (TreePath at = path; at.getParentPath() != null; at = at.getParentPath()) {
      Set<Modifier> flags;
      if (at.getLeaf() instanceof ClassTree type) {
        flags = type.getModifiers().getFlags();
      } else if (at.getLeaf() instanceof MethodTree method) {
        flags = method.getModifiers().getFlags();
      } else {
        return false;
      }
      boolean ofInterface =
          at.getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE
              && !flags.contains(Modifier.PRIVATE);
      if (!flags.contains(Modifier.PUBLIC) && !ofInterface) {
        return false;
      }
    }
    return true;
  }
}
