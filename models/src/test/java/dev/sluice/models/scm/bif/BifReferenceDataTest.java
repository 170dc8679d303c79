// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.scm.bif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.scm.ConditionalModel;
import dev.sluice.models.scm.ExactLaw;
import dev.sluice.models.scm.InterventionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published networks, with the sizes that are published with them. */
class BifReferenceDataTest {
  private static final Path NETWORKS = Path.of("../../shared/data/networks");

  @ParameterizedTest
  @CsvSource({"cancer, 5, 4", "asia, 8, 8", "survey, 6, 6", "sachs, 11, 17", "alarm, 37, 46"})
  void sizesAndRows(String name, int nodes, int edges) throws IOException {
    BayesianNetwork network = read(name);

    assertThat(network.variables()).hasSize(nodes);
    assertThat(network.edgeCount()).isEqualTo(edges);
    assertThat(network.model(1).graph().edgeCount()).isEqualTo(edges);
    assertThat(network.variables().stream().flatMap(variable -> Stream.of(variable.rows())))
        .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isEqualTo(1, within(1e-9)));
    assertThat(BayesianNetwork.parse(name, network.toBif()).toBif()).isEqualTo(network.toBif());
  }

  /** By hand from the tables of Lauritzen and Spiegelhalter (1988), along the arrows. */
  @Test
  void marginalsOfAsia() throws IOException {
    BayesianNetwork asia = read("asia");
    ExactLaw law = ExactLaw.of(asia.model(1));

    double either = 1 - (1 - 0.055) * (1 - 0.0104);
    assertThat(yes(asia, law, "lung")).isEqualTo(0.5 * 0.1 + 0.5 * 0.01, within(1e-12));
    assertThat(yes(asia, law, "tub")).isEqualTo(0.01 * 0.05 + 0.99 * 0.01, within(1e-12));
    assertThat(yes(asia, law, "either")).isEqualTo(either, within(1e-12));
    assertThat(yes(asia, law, "xray"))
        .isEqualTo(either * 0.98 + (1 - either) * 0.05, within(1e-12));
    assertThat(yes(asia, law, "bronc")).isEqualTo(0.45, within(1e-12));
  }

  /** Probability of the first label, which is yes. */
  private static double yes(BayesianNetwork network, ExactLaw law, String name) {
    int variable = network.names().indexOf(name);
    assertThat(network.labels().get(variable)).containsExactly("yes", "no");
    return law.mean(
        Arrays.stream(law.configurations()).mapToDouble(x -> 1 - x[variable]).toArray());
  }

  /** Draws of the largest network are possible under its tables, and name its labels. */
  @Test
  void alarmDrawsWhatItsTablesAllow() throws IOException {
    ConditionalModel alarm = read("alarm").inOrderOfLabels().model(1);
    for (int draw = 0; draw < 2000; draw++) {
      VariableSet targets = draw % 2 == 0 ? VariableSet.EMPTY : VariableSet.of(draw % 37);
      double[] values = alarm.sample(targets, InterventionKind.PERFECT, 1, draw);

      alarm.domain().check(values, targets);
      assertThat(alarm.intervened(targets).losses(values)).doesNotContain(Double.POSITIVE_INFINITY);
    }
  }

  private static BayesianNetwork read(String name) throws IOException {
    Path file = NETWORKS.resolve(name + ".bif");
    assumeTrue(Files.exists(file), "needs ../shared/data/networks beside the repository");
    return BayesianNetwork.parse(name, Files.readString(file));
  }
}
