// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.workbench.local.Ports;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The lines of the README for whoever has a Kafka, a CSV file and a Flink cluster, taken from there
 * and run by bash as they stand, but for the first, which says what is one's own, and for watching,
 * which ends when it has shown what it should.
 */
class OwnClusterIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOLDER = Path.of("target", "own-cluster").toAbsolutePath();
  private static final Path CHECKOUT = FOLDER.resolve("checkout");
  private static final Path FLINK = FOLDER.resolve("flink");
  private static final Patience PATIENCE = new Patience(Duration.ofMinutes(5));
  private static final String HEADING = "## Your own Kafka, CSV file and cluster";
  private static final String OWN = "KAFKA=localhost:9092 FLINK=~/flink-2.3.0 ";

  /** Ends a command that would go on for ever as soon as a line of its output has this. */
  private static final String WATCH =
      """
      watch() {
        "${@:2}" </dev/null >watched 2>&1 & local watching=$!
        until grep -q "$1" watched; do
          kill -0 $watching || { cat watched; exit 1; }
          sleep .1
        done
        kill $watching
        cat watched
      }
      """;

  /** The build that this test belongs to without its sources, which counts as up to date. */
  @BeforeEach
  void copyTheBuild() throws Exception {
    Utils.delete(FOLDER.toFile());
    Path target = Files.createDirectories(CHECKOUT.resolve("workbench/target"));
    Path built = ROOT.resolve("workbench/target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(built, "sluice-workbench-*.jar")) {
      for (Path jar : jars) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
    }
    Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
    Path jobs = Files.createDirectories(CHECKOUT.resolve("jobs/target"));
    Files.createSymbolicLink(jobs.resolve("sluice-jobs.jar"), Installation.here().jobsJar());
    Files.copy(ROOT.resolve("sluice"), CHECKOUT.resolve("sluice"), COPY_ATTRIBUTES);
    Path list = Files.createDirectories(CHECKOUT.resolve(".mvn")).resolve("built-from");
    Files.copy(ROOT.resolve(".mvn/built-from"), list);
    Files.createFile(CHECKOUT.resolve("pom.xml"));
    Process listing =
        new ProcessBuilder("bash", list.toString())
            .redirectOutput(target.resolve("built-from").toFile())
            .start();
    assertThat(listing.waitFor()).isZero();
    Files.writeString(CHECKOUT.resolve("waves.csv"), rows(0, 300));
    Files.writeString(CHECKOUT.resolve("more.csv"), rows(300, 450));
  }

  @Test
  void theLinesOfTheReadmeLeadFromAFileToAJobThatWasStoppedAndGoesOn() throws Exception {
    FlinkConfiguration configuration =
        new FlinkConfiguration(
            FOLDER.resolve("cluster"), Ports.claim("rpc", 0), Ports.claim("rest", 0), 1);
    try (BareCluster bare = BareCluster.in(FLINK, configuration);
        BrokerProcess broker =
            new BrokerProcess(Installation.here(), FOLDER.resolve("broker"), PATIENCE)) {
      broker.start();
      Files.writeString(
          CHECKOUT.resolve("way"),
          "set -euo pipefail\n"
              + WATCH
              + script(broker.bootstrap(), bare.home(), List.of("300 samples", "450 samples")));

      Process way =
          new ProcessBuilder("bash", "-v", "way")
              .directory(CHECKOUT.toFile())
              .redirectErrorStream(true)
              .redirectOutput(CHECKOUT.resolve("said").toFile())
              .start();
      try {
        boolean ended = way.waitFor(PATIENCE.limit().toSeconds(), TimeUnit.SECONDS);
        String said = Files.readString(CHECKOUT.resolve("said"));
        assertThat(ended).as(said).isTrue();
        assertThat(way.exitValue()).as(said).isZero();
        assertThat(said)
            .contains("waves: 300 rows, 3 columns, 3 of them variables")
            .contains("waves: 3 variables, all graphs enumerated, prior uniform");
        RestApi rest = new RestApi(configuration.restPort());
        String job = rest.jobs().get(0);
        assertThat(rest.restoredFrom(job)).isEqualTo(savepoint());
        assertThat(rest.checkpointInterval(job)).isEqualTo(Duration.ofSeconds(10));
        PATIENCE.await(
            "450 samples and a declaration to be counted",
            () -> Objects.equals(rest.counts(job).get("accepted"), 451L),
            bare.home()::toString);
      } finally {
        way.destroyForcibly();
      }
    }
  }

  private static Path savepoint() throws IOException {
    try (Stream<Path> savepoints = Files.list(CHECKOUT.resolve("savepoints"))) {
      return savepoints.toList().get(0);
    }
  }

  /** The README's lines. */
  private static String script(String bootstrap, Path flink, List<String> shown)
      throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"), UTF_8);
    String section = readme.substring(readme.indexOf(HEADING + "\n") + HEADING.length());
    String lines = section.substring(section.indexOf("```sh\n") + 6);
    lines = lines.substring(0, lines.indexOf("```\n"));
    assertThat(lines).startsWith(OWN);
    lines = lines.replaceFirst(".*\n", "KAFKA=%s FLINK='%s'\n".formatted(bootstrap, flink));
    for (String line : shown) {
      assertThat(lines).contains("\n./sluice watch");
      lines = lines.replaceFirst("\n\\./sluice watch", "\nwatch '" + line + "' ./sluice  watch");
    }
    assertThat(lines).doesNotContain("\n./sluice watch");
    return lines;
  }

  /** Of the chain A, B, C. */
  private static String rows(int from, int to) {
    StringBuilder rows = new StringBuilder("A,B,C\n");
    IntStream.range(from, to)
        .mapToObj(n -> "%d,%d,%d\n".formatted(n % 17, n % 17 + n % 5, n % 5 + n % 3))
        .forEach(rows::append);
    return rows.toString();
  }
}
