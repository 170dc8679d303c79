// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

/**
 * The secret of a site that has none yet: 32 bytes at random, in a file that only its owner reads.
 */
final class NewSecret {
  private static final int BYTES = 32;

  private NewSecret() {}

  /**
   * Makes the file unless it is there, and says so.
   *
   * @throws Failure naming the option {@code --secret} if it cannot be written
   */
  static void require(Path file, PrintWriter out) {
    if (Files.exists(file)) {
      return;
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    // Made with its rights, so that there is no moment in which others can read it.
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
      channel.write(ByteBuffer.wrap(secret));
    } catch (FileAlreadyExistsException e) {
      return; // made by another command meanwhile
    } catch (IOException e) {
      throw new Failure("--secret " + file + ": " + InputFile.why(e), e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
    out.printf("made a secret in %s: keep it, and show it to nobody%n", file);
    out.flush();
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
