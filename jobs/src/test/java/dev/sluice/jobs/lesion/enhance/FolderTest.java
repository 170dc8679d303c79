// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final byte[] WHOLE = {1, 2, 3, 4};

  @TempDir private Path path;

  private Folder open() throws IOException {
    return Folder.open(path.toString(), NOW);
  }

  private Path leave(String name, long millisAgo) throws IOException {
    Path file = Files.writeString(path.resolve(name), "half a f");
    return Files.setLastModifiedTime(file, FileTime.fromMillis(NOW - millisAgo));
  }

  private Map<String, Integer> sizes() throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.toList()) {
        sizes.put(file.getFileName().toString(), Files.readAllBytes(file).length);
      }
    }
    return sizes;
  }

  @Test
  void whatWasLeftOfAFileGoesWhenItIsWrittenAgain() throws Exception {
    leave("a.nii.gz.1f.part", 10);
    leave("a.nii.gz.2e.part", 20);
    leave("b.nii.gz.3d.part", 30);
    leave("a.nii.gz", 30);
    Folder folder = open();
    assertThat(sizes()).as("who has made them may live").hasSize(4);

    folder.write("a.nii.gz", out -> out.write(WHOLE));

    assertThat(sizes()).isEqualTo(Map.of("a.nii.gz", 4, "b.nii.gz.3d.part", 8));
  }

  @Test
  void whatIsOldGoesWhenAJobBegins() throws Exception {
    long hour = Folder.ABANDONED.toMillis();
    leave("a.nii.gz.1f.part", hour + 1);
    leave("b.nii.gz.2e.part", hour);
    leave("b.nii.gz", 10 * hour);
    leave("strange.part", 0);
    Files.createDirectory(path.resolve("folder.part"));
    open();
    Files.delete(path.resolve("folder.part"));

    assertThat(sizes()).isEqualTo(Map.of("b.nii.gz", 8, "b.nii.gz.2e.part", 8, "strange.part", 8));
  }

  /**
   * The other attempt sees the first one's half file, and takes it for what a dead one has left.
   */
  @Test
  void twoAttemptsThatLiveAtOnceLeaveTheWholeFile() throws Exception {
    Folder first = open();
    AtomicInteger tries = new AtomicInteger();

    String written =
        first.write(
            "a.nii.gz",
            out -> {
              out.write(WHOLE, 0, 2);
              if (tries.incrementAndGet() == 1) {
                open().write("a.nii.gz", other -> other.write(WHOLE));
                assertThat(sizes()).as("the first one's is taken away").hasSize(1);
              }
              assertThat(Files.readAllBytes(path.resolve("a.nii.gz"))).isEqualTo(WHOLE);
              out.write(WHOLE, 2, 2);
            });

    assertThat(tries).hasValue(2);
    assertThat(written).isEqualTo(path.resolve("a.nii.gz").toString());
    assertThat(Files.readAllBytes(Path.of(written))).isEqualTo(WHOLE);
    assertThat(sizes()).hasSize(1);
  }

  @Test
  void aFileThatIsTakenAwayAgainAndAgainIsAnError() throws Exception {
    Folder folder = open();
    AtomicInteger tries = new AtomicInteger();

    assertThatThrownBy(
            () ->
                folder.write(
                    "a",
                    out -> {
                      tries.incrementAndGet();
                      for (String name : sizes().keySet()) {
                        Files.delete(path.resolve(name));
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(path.resolve("a") + ": cannot be renamed from its temporary name");
    assertThat(tries).hasValue(5);
  }

  @Test
  void whatFailsLeavesNothing() throws Exception {
    Folder folder = open();

    assertThatThrownBy(
            () ->
                folder.write(
                    "a",
                    out -> {
                      out.write(WHOLE);
                      throw new IOException("no space");
                    }))
        .hasMessage("no space");
    assertThat(sizes()).isEmpty();
  }
}
