// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewSecretTest {
  private final StringWriter out = new StringWriter();

  @TempDir private Path folder;

  @Test
  void isMadeOnceForItsOwnerAlone() throws IOException {
    Path file = folder.resolve("a.secret");

    NewSecret.require(file, new PrintWriter(out));
    byte[] first = Files.readAllBytes(file);
    NewSecret.require(file, new PrintWriter(out));

    assertThat(first).hasSize(32).isNotEqualTo(new byte[32]);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    assertThat(out.toString())
        .isEqualToIgnoringNewLines("made a secret in " + file + ": keep it, and show it to nobody");
  }

  @Test
  void twoDiffer() throws IOException {
    NewSecret.require(folder.resolve("a"), new PrintWriter(out));
    NewSecret.require(folder.resolve("b"), new PrintWriter(out));

    assertThat(folder.resolve("a")).isRegularFile();
    assertThat(Files.readAllBytes(folder.resolve("a")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("b")));
  }

  @Test
  void whereItCannotBeIsOneLine() {
    Path file = folder.resolve("missing").resolve("a.secret");

    assertThatThrownBy(() -> NewSecret.require(file, new PrintWriter(out)))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("--secret " + file + ": ");
    assertThat(out.toString()).isEmpty();
  }
}
