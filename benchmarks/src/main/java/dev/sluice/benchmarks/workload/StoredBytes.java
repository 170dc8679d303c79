// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.workload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How large a checkpoint or savepoint is. */
public final class StoredBytes {
  private StoredBytes() {}

  /** The bytes of all files in a folder. */
  public static long of(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(StoredBytes::length).sum();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
