// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody outside this machine reaches what a command starts: no login guards Flink. */
final class LoopbackIT {
  private static final String LISTENS = "0A";

  /** 127.0.0.1 as the kernel writes it, of both families, and ::1. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  @TempDir private Path folder;

  @Test
  void brokerAndClusterListenToThisMachineOnly() throws Exception {
    assertThat(Path.of("/proc/self/net/tcp")).exists();
    Set<String> before = listening();
    Configuration configuration = LocalConfiguration.of(2, 0, Duration.ofSeconds(1), folder);

    try (EmbeddedBroker broker = EmbeddedBroker.start("--port", 0, null);
        LocalCluster cluster = LocalCluster.start(configuration)) {
      Set<String> own = listening();
      own.removeAll(before);

      assertThat(broker.bootstrap()).startsWith("127.0.0.1:");
      assertThat(cluster.ui().getHost()).isEqualTo("127.0.0.1");
      // The broker and its controller, the web UI, the file server at least.
      assertThat(own).hasSizeGreaterThanOrEqualTo(4);
      assertThat(own)
          .allMatch(socket -> LOOPBACK.contains(socket.substring(0, socket.indexOf(':'))));
    }
  }

  /** The sockets of this process that listen, {@code ADDRESS:PORT} as the kernel writes them. */
  private static Set<String> listening() throws IOException {
    Set<String> inodes = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      descriptors.forEach(descriptor -> inodes.add(target(descriptor)));
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(family -> lines(Path.of("/proc/self/net", family)))
        .map(line -> line.strip().split("\\s+", -1))
        .filter(
            fields -> fields[3].equals(LISTENS) && inodes.contains("socket:[" + fields[9] + "]"))
        .map(fields -> fields[1])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file).stream().skip(1) : Stream.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
