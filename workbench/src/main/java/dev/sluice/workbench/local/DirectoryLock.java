// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second broker out of a directory. A broker that is its own controller writes to its
 * metadata before it comes to Kafka's own lock, and harms the one that runs there.
 */
final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a directory, made if it is not there.
   *
   * @throws Failure if somebody holds it
   * @throws IOException if the directory cannot be used
   */
  static DirectoryLock of(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(".sluice.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DirectoryLock(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Held in this JVM: as good as held in another.
    }
    channel.close();
    throw new Failure(directory + ": another broker runs in this directory");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
