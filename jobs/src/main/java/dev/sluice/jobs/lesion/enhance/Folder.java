// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * A folder of images in one of Flink's file systems. A file has a temporary name until it is whole,
 * so that nobody reads half of it; one that is there already is replaced by the same. What a
 * process that is killed leaves half written ends in {@value #PART}, and nobody needs it.
 *
 * @param path of the folder
 */
record Folder(String path) {

  private static final String PART = ".part";

  /** Makes the folder if it is not there. */
  void create() throws IOException {
    Path folder = new Path(path);
    folder.getFileSystem().mkdirs(folder);
  }

  /**
   * Writes an image, compressed.
   *
   * @param name of the file, which must hold no slash
   * @return its path
   * @throws IOException from the file system
   */
  String write(String name, NiftiImage image) throws IOException {
    Path whole = new Path(path, name);
    Path part = new Path(path, name + "." + UUID.randomUUID() + PART);
    FileSystem files = whole.getFileSystem();
    try {
      try (OutputStream out =
          new BufferedOutputStream(files.create(part, WriteMode.NO_OVERWRITE))) {
        NiftiWriter.write(image, out, true);
      }
      replace(files, part, whole);
    } catch (IOException | RuntimeException e) {
      deleteQuietly(files, part, e);
      throw e;
    }
    return whole.toString();
  }

  /** Some file systems rename only to where nothing is. */
  private static void replace(FileSystem files, Path part, Path whole) throws IOException {
    if (files.rename(part, whole)) {
      return;
    }
    files.delete(whole, false);
    if (!files.rename(part, whole)) {
      throw new IOException("cannot rename %s to %s".formatted(part, whole));
    }
  }

  private static void deleteQuietly(FileSystem files, Path part, Exception cause) {
    try {
      files.delete(part, false);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
