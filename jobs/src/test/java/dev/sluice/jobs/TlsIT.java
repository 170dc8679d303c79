// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.SecureBroker;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.survey.SurveyJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Jobs that are submitted without a word of TLS, while their broker speaks nothing else. */
class TlsIT {
  @RegisterExtension private static final SecureBroker BROKER = SecureBroker.shared();

  @TempDir private Path folder;

  static Stream<Named<Consumer<String[]>>> jobs() {
    return Stream.of(
        Named.of("posterior", PosteriorJob::main),
        Named.of("adaptation", AdaptationJob::main),
        Named.of("discovery", DiscoveryJob::main),
        Named.of("survey", SurveyJob::main),
        Named.of("mesa", MesaJob::main),
        Named.of("lesion", LesionJob::main),
        Named.of("enhance", TlsIT::enhance),
        Named.of("coordinator", CoordinatorJob::main),
        Named.of("site", TlsIT::site));
  }

  private static void enhance(String... arguments) {
    String[] more = {"--acceptors=src/test/resources/acceptors.csv", "--out=out"};
    EnhanceJob.main(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
  }

  private static void site(String... arguments) {
    String[] more = {"--coordinator=" + BROKER.tls(), "--site=s", "--secret=none"};
    SiteJob.main(Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void areRefusedInOneLine(Consumer<String[]> main) throws IOException {
    Path soon = folder.resolve("soon.properties");
    Files.write(soon, List.of("default.api.timeout.ms=1500", "request.timeout.ms=1500"));
    String[] arguments = {"--bootstrap", BROKER.tls(), "--kafka-properties", soon.toString()};
    assertThatThrownBy(() -> main.accept(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Kafka at %s cannot be used: it speaks TLS: give --kafka-properties a file with"
                    .formatted(BROKER.tls())
                + " security.protocol=SSL (or SASL_SSL) and ssl.truststore.location");
  }
}
