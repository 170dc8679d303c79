// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The jobs jar of the next release: records that lie in state have a further field there. Their
 * sources are changed and compiled against the jar of today.
 */
record ChangedBuild(Installation installation, Path folder) {

  /** Name of the field; of the jars that there are, only this one's savepoints know it. */
  static final String FIELD = "addedByTheNextRelease";

  private static final Pattern COMPONENTS =
      Pattern.compile("public record (\\w+)\\(([^)]*)\\) \\{", Pattern.DOTALL);

  /**
   * Makes the jar.
   *
   * @param records names of the records' classes
   */
  Path of(List<String> records) throws IOException {
    Path sources = folder.resolve("sources");
    List<Path> changed = new ArrayList<>();
    for (String record : records) {
      String file = record.replace('.', '/') + ".java";
      Path source = installation.root().resolve("jobs/src/main/java").resolve(file);
      Path copy = sources.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, withField(Files.readString(source)));
      changed.add(copy);
    }
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes);
    compile(changed, classes);
    Path jar = folder.resolve("sluice-jobs-next.jar");
    Files.copy(installation.jobsJar(), jar, StandardCopyOption.REPLACE_EXISTING);
    replace(jar, classes);
    return jar;
  }

  /** A record with the field, and with a constructor that takes what it took before. */
  static String withField(String source) {
    Matcher header = COMPONENTS.matcher(source);
    if (!header.find()) {
      throw new IllegalArgumentException("no record: " + source);
    }
    String components = header.group(2).strip();
    String names =
        Arrays.stream(components.split(",(?![^<]*>)", -1))
            .map(component -> component.strip().replaceAll(".*\\s", ""))
            .collect(Collectors.joining(", "));
    String changed =
        "public record %s(%s, long %s) {\n  public %s(%s) { this(%s, 12L); }\n"
            .formatted(header.group(1), components, FIELD, header.group(1), components, names);
    return source.substring(0, header.start()) + changed + source.substring(header.end());
  }

  private void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> flink = Files.list(installation.root().resolve("cluster/target/flink-lib"));
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      String classpath =
          Stream.concat(Stream.of(installation.jobsJar()), flink)
              .map(Path::toString)
              .collect(Collectors.joining(File.pathSeparator));
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none", "-cp", classpath, "-d", classes.toString()),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IllegalStateException("the changed records do not compile");
      }
    }
  }

  private static void replace(Path jar, Path classes) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            zip.getPath(classes.relativize(file).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
