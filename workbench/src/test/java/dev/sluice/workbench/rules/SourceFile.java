// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.rules;

import com.sun.source.tree.CompilationUnitTree;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One source file.
 *
 * @param path from the root of the repository
 * @param unit what the compiler parsed
 */
record SourceFile(Path path, CompilationUnitTree unit) {

  /** Whether the file is shipped, as against a test. */
  boolean isMain() {
    return path.getName(2).toString().equals("main");
  }

  /** The file's lines; a last line without an end counts. */
  long lines() throws IOException {
    return unit.getSourceFile().getCharContent(true).toString().lines().count();
  }

  /** Where in the file something begins, as {@code path:line}. */
  String place(long position) {
    return path + ":" + unit.getLineMap().getLineNumber(position);
  }
}
