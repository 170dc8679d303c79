// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.models.lesion.nifti.NiftiWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * A folder of images in one of Flink's file systems. A file has a temporary name until it is whole,
 * so that nobody reads half of it; one that is there already is replaced by the same.
 *
 * <p>Temporary names are never used twice, since another attempt of the job may still live for a
 * moment and write the same file, and end in {@value #PART}. What a process that was killed has
 * left of a file goes once the file is written again, which a restart does; what nobody writes
 * again goes when it is {@link #ABANDONED} old and a job begins. If that takes the temporary file
 * of somebody who lives, he writes it again: the same name, the same bytes.
 */
final class Folder {

  /** No file takes as long to write. */
  static final Duration ABANDONED = Duration.ofHours(1);

  private static final String PART = ".part";
  private static final int MOST_TRIES = 5;

  private final String path;

  /** By the name of the file, what was there of it when the folder was opened. */
  private final Map<String, List<Path>> left = new HashMap<>();

  private Folder(String path) {
    this.path = path;
  }

  /** What is in a file. */
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /**
   * Opens a folder, which is made if it is not there.
   *
   * @param path of the folder
   * @param now milliseconds since 1970-01-01T00:00:00Z
   * @throws IOException from the file system
   */
  static Folder open(String path, long now) throws IOException {
    Folder folder = new Folder(path);
    Path place = new Path(path);
    FileSystem files = place.getFileSystem();
    files.mkdirs(place);
    FileStatus[] there = files.listStatus(place);
    for (FileStatus file : there == null ? new FileStatus[0] : there) {
      String name = file.getPath().getName();
      if (!file.isDir() && name.endsWith(PART)) {
        folder.find(files, file, now);
      }
    }
    return folder;
  }

  private void find(FileSystem files, FileStatus part, long now) throws IOException {
    long changed = part.getModificationTime(); // 0 where a file system does not know it
    if (changed > 0 && now - changed > ABANDONED.toMillis()) {
      files.delete(part.getPath(), false);
    } else {
      String name = part.getPath().getName();
      int unique = name.lastIndexOf('.', name.length() - PART.length() - 1);
      if (unique > 0) {
        left.computeIfAbsent(name.substring(0, unique), none -> new ArrayList<>())
            .add(part.getPath());
      }
    }
  }

  /**
   * Writes an image, compressed.
   *
   * @param name of the file, which must hold no slash
   * @return its path
   * @throws IOException from the file system
   */
  String write(String name, NiftiImage image) throws IOException {
    return write(name, out -> NiftiWriter.write(image, out, true));
  }

  /** Writes a file of any content, as often as it takes. */
  String write(String name, Content content) throws IOException {
    Path whole = new Path(path, name);
    FileSystem files = whole.getFileSystem();
    for (int tries = 1; !isWritten(files, whole, content); tries++) {
      if (tries == MOST_TRIES) {
        throw new IOException("%s: cannot be renamed from its temporary name".formatted(whole));
      }
    }
    for (Path part : left.getOrDefault(name, List.of())) {
      files.delete(part, false);
    }
    left.remove(name);
    return whole.toString();
  }

  private boolean isWritten(FileSystem files, Path whole, Content content) throws IOException {
    Path part = new Path(path, whole.getName() + "." + UUID.randomUUID() + PART);
    try {
      try (OutputStream out =
          new BufferedOutputStream(files.create(part, WriteMode.NO_OVERWRITE))) {
        content.write(out);
      }
      if (isRenamed(files, part, whole)) {
        return true;
      }
      files.delete(part, false);
      return false;
    } catch (IOException | RuntimeException e) {
      deleteQuietly(files, part, e);
      throw e;
    }
  }

  /**
   * Some file systems rename only to where nothing is. But nothing is deleted for a file that
   * somebody has taken away.
   */
  private static boolean isRenamed(FileSystem files, Path part, Path whole) throws IOException {
    if (files.rename(part, whole)) {
      return true;
    }
    if (!files.exists(part)) {
      return false;
    }
    files.delete(whole, false);
    return files.rename(part, whole);
  }

  private static void deleteQuietly(FileSystem files, Path part, Exception cause) {
    try {
      files.delete(part, false);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
