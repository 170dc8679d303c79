// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The sources of all modules as the compiler parses them, generated ones excluded.
 *
 * @param files the files, with their trees
 * @param trees gives positions and doc comments
 */
record Sources(List<SourceFile> files, DocTrees trees) {

  private static final Path ROOT = Path.of("..");

  /** Reads and parses all files. */
  static Sources read() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(paths()));
      DocTrees trees = DocTrees.instance(task);
      List<SourceFile> files = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = ROOT.relativize(Path.of(unit.getSourceFile().getName()));
        files.add(new SourceFile(path, unit));
      }
      return new Sources(List.copyOf(files), trees);
    }
  }

  /** The files that are shipped. */
  Stream<SourceFile> main() {
    return files.stream().filter(SourceFile::isMain);
  }

  private static List<Path> paths() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path folder : modules.map(module -> module.resolve("src")).sorted().toList()) {
        if (Files.isDirectory(folder)) {
          paths.addAll(sources(folder));
        }
      }
    }
    return paths;
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }
}
