// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published networks, with the sizes that are published with them. */
class BifReferenceDataTest {
  private static final Path NETWORKS = Path.of("../../shared/data/networks");

  @ParameterizedTest
  @CsvSource({"cancer, 5, 4", "asia, 8, 8", "survey, 6, 6", "sachs, 11, 17", "alarm, 37, 46"})
  void sizesAndRows(String name, int nodes, int edges) throws IOException {
    Path file = NETWORKS.resolve(name + ".bif");
    assumeTrue(Files.exists(file), "no reference data");
    BayesianNetwork network = BayesianNetwork.parse(name, Files.readString(file));

    assertThat(network.variables()).hasSize(nodes);
    assertThat(network.edgeCount()).isEqualTo(edges);
    assertThat(network.model(1).graph().edgeCount()).isEqualTo(edges);
    assertThat(network.variables().stream().flatMap(variable -> Stream.of(variable.rows())))
        .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isEqualTo(1, within(1e-9)));
    assertThat(BayesianNetwork.parse(name, network.toBif()).toBif()).isEqualTo(network.toBif());
  }
}
