// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.FileUtils;

/** Files of images that records name. */
final class ImageFiles {
  private ImageFiles() {}

  /** A new folder, which goes with this process. */
  static Path folder(String name) {
    try {
      Path folder = Files.createTempDirectory(name);
      Thread end = new Thread(() -> FileUtils.deleteDirectoryQuietly(folder.toFile()));
      Runtime.getRuntime().addShutdownHook(end);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an image as {@link #bytes} has it. */
  static void write(Path file, NiftiImage image) {
    try {
      Files.write(file, bytes(image));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The compressed file of an image. */
  static byte[] bytes(NiftiImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      NiftiWriter.write(image, out, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
