// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.scm.bif.BayesianNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ENCO on Bayesian networks that others have published, which are not part of the repository. */
class NetworkReferenceDataTest {
  /** Beside the repository; tests run in the folder of their module. */
  private static final Path FOLDER = Path.of("..", "..", "shared", "data", "networks");

  private static final DrawCounts DRAWS = new DrawCounts(5000, 200);
  private static final double SPARSITY = 0.002;

  private static final Yardstick NONE =
      new Yardstick() {
        @Override
        public boolean reaches(int variables) {
          return false;
        }

        @Override
        public Marginals of(TrainingData data) {
          throw new IllegalStateException("it reaches nothing");
        }
      };

  /** Beliefs that know nothing have an AUROC of one half, whatever the network. */
  @ParameterizedTest
  @CsvSource({"cancer, 0.6", "asia, 0.7", "sachs, 0.7"})
  void aFewStepsAreBetterThanChance(String network, double auroc) throws IOException {
    StudyMethod.Width narrow = new StudyMethod.Width(16, 64, 10, SPARSITY);

    List<DiscoveryOutcome> outcomes = learn(network, narrow, 2, new Budget(250, 100), 1);

    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.get(1).auroc()).isGreaterThan(auroc);
    assertThat(outcomes.get(1).loss()).isLessThan(outcomes.get(0).loss());
  }

  /** Medians as measured; one seed of the authors' code came to 0, 5 and 5. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"cancer, 5, 1", "sachs, 5, 3", "asia, 8, 1"})
  void theMedianDistanceGetsNoLarger(String network, int epochs, int most) throws IOException {
    StudyMethod.Width usual = new StudyMethod.Width(null, null, null, SPARSITY);

    List<DiscoveryOutcome> outcomes = learn(network, usual, epochs, Budget.EPOCH, 5);

    double[] distances =
        outcomes.stream()
            .filter(outcome -> outcome.epoch() == epochs)
            .mapToDouble(DiscoveryOutcome::shd)
            .sorted()
            .toArray();
    assertThat(distances).hasSize(5);
    assertThat(distances[2]).isLessThanOrEqualTo(most);
  }

  private static List<DiscoveryOutcome> learn(
      String network, StudyMethod.Width width, int epochs, Budget epoch, int seeds)
      throws IOException {
    Path file = FOLDER.resolve(network + ".bif");
    assumeTrue(Files.isReadable(file), () -> "no reference data: " + file + " is absent");
    GroundTruth truth =
        GroundTruth.of(
            network,
            BayesianNetwork.parse(file.toString(), Files.readString(file)).inOrderOfLabels());
    return DiscoveryStudy.run(
        new DiscoveryStudy.Settings(
            List.of(truth), List.of(DRAWS), List.of(StudyMethod.ENCO), width, epochs, epoch, seeds),
        NONE,
        () -> {});
  }
}
