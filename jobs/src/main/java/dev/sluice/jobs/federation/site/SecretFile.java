// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.models.federation.secure.SiteSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file with a site's secret: 32 raw bytes that only its owner can read, or a group, as of files
 * that Kubernetes lays into a pod. It is read where it is needed, and never part of a job or its
 * state.
 */
final class SecretFile {

  private static final int BYTES = 32;

  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private SecretFile() {}

  /**
   * The secret.
   *
   * @throws IllegalArgumentException one line, beginning with the option's name, if there is none
   *     in it, or others can read or write it
   */
  static SiteSecret read(Path file, String site) {
    byte[] bytes = bytes(file);
    try {
      return new SiteSecret(bytes, site);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      requireOwn(file);
      if (Files.size(file) != BYTES) {
        throw fault(file, "has %d bytes; a secret has %d".formatted(Files.size(file), BYTES));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw fault(file, "there is no such file");
    } catch (IOException e) {
      throw fault(file, "cannot be read: " + e.getMessage());
    }
  }

  private static void requireOwn(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
    if (view == null) {
      return; // a file system without such permissions
    }
    if (view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
      throw fault(file, "others may read or write it (chmod 600)");
    }
  }

  private static IllegalArgumentException fault(Path file, String what) {
    return new IllegalArgumentException("--secret %s: %s".formatted(file, what));
  }
}
