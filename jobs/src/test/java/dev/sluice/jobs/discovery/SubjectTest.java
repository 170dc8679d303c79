// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.KeyFailure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.schemas.FailureReason;
import org.junit.jupiter.api.Test;

class SubjectTest {

  private static DiscoverySettings settings(MethodName method) {
    DiscoverySettings base =
        Fixture.settings(new JobTopics(KafkaSettings.of("unused:1"), "test", true));
    return new DiscoverySettings(
        base.topics(),
        MethodChoice.usual(method, 1),
        base.training(),
        base.capacity(),
        base.maxState(),
        base.admission());
  }

  /** Belief in an edge after some rounds; C, A, B is the declared order. */
  private static double belief(int from, int to, String more) {
    DiscoverySettings settings = Fixture.settings(true);
    Declaration declaration = Fixture.declared(Fixture.declaration("links", more), 0);
    return new InProcess(settings, declaration)
        .add(0, 300)
        .train(6)
        .snapshot()
        .getEdges()
        .get(from)
        .get(to);
  }

  private static String odds(String from, String to, String odds) {
    return ",\"priorOdds\":[{\"from\":\"%s\",\"to\":\"%s\",\"odds\":%s}]".formatted(from, to, odds);
  }

  @Test
  void priorOddsAreOfTheEdgesThatTheyName() {
    double unlikely = belief(1, 0, "");
    assertThat(belief(1, 0, odds("A", "C", "1e30"))).isGreaterThan(unlikely + .05);
    double likely = belief(1, 2, "");
    assertThat(belief(1, 2, odds("A", "B", "1e-300"))).isLessThan(likely - .05);
    assertThat(belief(1, 2, odds("B", "A", "1e-300"))).isGreaterThan(likely - .05);
  }

  @Test
  void requiredEdgesAreThere() {
    assertThat(belief(2, 0, ",\"requiredEdges\":[[\"B\",\"C\"]]")).isEqualTo(1);
  }

  @Test
  void variablesThatAMethodCannotLearnFromAreAFailureOfTheKey() {
    Declaration continuous =
        Fixture.declared(
            "{\"experimentId\":\"e\",\"variables\":[{\"name\":\"A\",\"kind\":\"CONTINUOUS\"}]}", 0);
    assertThatThrownBy(() -> Subject.of(continuous, settings(MethodName.DSDI)))
        .isInstanceOfSatisfying(
            KeyFailure.class,
            failure -> assertThat(failure.reason()).isEqualTo(FailureReason.UNSUPPORTED))
        .hasMessageStartingWith("DSDI learns from categorical variables alone");
  }
}
