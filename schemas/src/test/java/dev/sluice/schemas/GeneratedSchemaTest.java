// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeneratedSchemaTest {
  /** As a session cluster does with each job: what its threads keep, they keep of every job. */
  @Test
  void aThreadKeepsNothingOfTheClassesThatItInitialised() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      WeakReference<ClassLoader> job = thread.submit(GeneratedSchemaTest::initialiseAll).get();
      for (int i = 0; i < 10 && job.get() != null; i++) {
        System.gc();
      }
      assertThat(job.get()).isNull();
    } finally {
      thread.shutdown();
    }
  }

  @Test
  void interruptedThreadsInitialiseClasses() throws Exception {
    Thread.currentThread().interrupt();
    assertThat(GeneratedSchema.parse("\"string\"")).hasToString("\"string\"");
    assertThat(Thread.interrupted()).isTrue();
  }

  private static WeakReference<ClassLoader> initialiseAll() throws Exception {
    ClassLoader job = new JobClasses();
    List<String> names = generated();
    assertThat(names).contains("dev.sluice.schemas.Sample", "dev.sluice.schemas.Violation");
    for (String name : names) {
      assertThat(Class.forName(name, true, job).getClassLoader()).isSameAs(job);
    }
    return new WeakReference<>(job);
  }

  /** The names of all records and enumerations. */
  private static List<String> generated() throws Exception {
    Path root = Path.of(Sample.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(root.resolve("dev/sluice/schemas"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.contains("-"))
          .map(file -> "dev.sluice.schemas." + file.substring(0, file.length() - 6))
          .toList();
    }
  }

  /** Classes of its own of Avro and of the contracts, as a job's are. */
  private static final class JobClasses extends ClassLoader {
    JobClasses() {
      super(GeneratedSchemaTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.apache.avro.") && !name.startsWith("dev.sluice.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known != null ? known : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
