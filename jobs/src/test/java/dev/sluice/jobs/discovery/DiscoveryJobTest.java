// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearningMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The job's topology on a local cluster, between bounded streams. */
class DiscoveryJobTest extends DiscoveryRuns {

  private static DiscoverySnapshot inProcess(String json, int to) {
    Declaration declaration = Fixture.declared(json, 0);
    return new InProcess(SETTINGS, declaration)
        .add(0, to)
        .train(SETTINGS.training().epochs())
        .snapshot();
  }

  @ParameterizedTest
  @CsvSource({"1, hashmap", "2, rocksdb", "4, hashmap", "4, rocksdb"})
  void endsWithExactlyWhatIsLearnedInProcess(int parallelism, String backend) throws Exception {
    String known = Fixture.declaration("known", Fixture.truth());
    String other = Fixture.declaration("other", ",\"forbiddenEdges\":[[\"A\",\"B\"]]");
    List<RawRecord> sent = new ArrayList<>();
    samples("known", Fixture.samples("known", 0, 400), sent);
    samples("other", Fixture.samples("other", 0, 300), sent);
    samples("known", Fixture.samples("known", 0, 50), sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            parallelism,
            backend,
            experiments(
                Map.of("known", known, "other", other, "empty", Fixture.declaration("empty", ""))),
            sent);

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.count("read")).isEqualTo(3 + 750);
    assertThat(outcome.count("accepted")).isEqualTo(3 + 700);
    assertThat(outcome.count("duplicate")).isEqualTo(50);
    DiscoverySnapshot last = outcome.last().get("known");
    assertThat(InProcess.untimed(last)).isEqualTo(inProcess(known, 400));
    assertThat(last.getTrainingSeconds()).isPositive();
    assertThat(last.getMethod()).isEqualTo(LearningMethod.ENCO);
    assertThat(last.getEpochs()).isEqualTo(4);
    assertThat(List.of(last.getFitSteps(), last.getGraphSteps(), last.getSteps()))
        .containsExactly(120L, 40L, 160L);
    assertThat(last.getRowsByRegime()).isEqualTo(Map.of("", 150L, "A", 40L, "B", 40L, "C", 40L));
    assertThat(last.getRows()).isEqualTo(270);
    assertThat(last.getPredictedTargets()).isNull();
    assertThat(last.getConfounded()).isNull();
    DiscoverySnapshot forbidden = outcome.last().get("other");
    assertThat(InProcess.untimed(forbidden)).isEqualTo(inProcess(other, 300));
    assertThat(forbidden.getEdges().get(1).get(2)).as("A -> B").isZero();
    assertThat(forbidden.getAuroc()).isNull();
    DiscoverySnapshot empty = outcome.last().get("empty");
    assertThat(empty.getSamples()).isZero();
    assertThat(empty.getEpochs()).isZero();
    assertThat(empty.getEdges().get(0)).containsExactly(0.0, .25, .25);
    // Six ordered pairs of one bit of .25 each.
    assertThat(empty.getEntropy())
        .isCloseTo(6 * (2 * Math.log(2) - .75 * Math.log(3)), within(1e-12));
    assertThat(empty.getLoss()).isNull();
  }

  @Test
  void anExperimentThatCannotBeTrainedSaysSoAndTheOthersGoOn() throws Exception {
    String healthy = Fixture.declaration("healthy", "");
    String wild =
        "{\"experimentId\":\"wild\",\"variables\":[{\"name\":\"A\",\"kind\":\"CONTINUOUS\"},"
            + "{\"name\":\"B\",\"kind\":\"CONTINUOUS\"}]}";
    String sparse = Fixture.declaration("sparse", ",\"maxParents\":1");
    List<RawRecord> sent = new ArrayList<>();
    samples("healthy", Fixture.samples("healthy", 0, 200), sent);
    List<String> unlearnable = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      unlearnable.add(Fixture.sample("wild", "o" + t, "[]", t % 3, t % 5));
      unlearnable.add(Fixture.sample("wild", "i" + t, "[\"A\"]", 1e98 * t, t % 5));
    }
    samples("wild", unlearnable, sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            2,
            "hashmap",
            experiments(Map.of("healthy", healthy, "wild", wild, "sparse", sparse)),
            sent);

    assertThat(InProcess.untimed(outcome.last().get("healthy"))).isEqualTo(inProcess(healthy, 200));
    DiscoverySnapshot failed = outcome.last().get("wild");
    assertThat(failed.getFailureReason()).isEqualTo(FailureReason.NOT_FINITE);
    assertThat(failed.getFailure()).contains("not finite");
    assertThat(failed.getSamples()).isEqualTo(40);
    assertThat(failed.getEdges()).isNull();
    assertThat(outcome.failures(FailureReason.NOT_FINITE)).isEqualTo(1);
    assertThat(outcome.reasons()).isEqualTo(Map.of(sparse, "invalid-declaration"));
  }
}
