// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.PredictedTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The job with methods other than ENCO. */
class MethodsJobTest extends DiscoveryRuns {

  private static DiscoverySettings dsdi(int graphSteps) {
    return new DiscoverySettings(
        SETTINGS.topics(),
        new MethodChoice(MethodName.DSDI, null, 32, 4, null, false, 3),
        new TrainingSettings(100, 1.1, 1, 300, graphSteps, 1),
        new Capacity(300, 100),
        1 << 24,
        SETTINGS.admission());
  }

  /** DSDI on samples without targets, after one that has no regime either. */
  private static BoundedRun<DiscoverySnapshot> withoutTargets(
      int graphSteps, String backend, String unusable) throws Exception {
    List<RawRecord> sent = new ArrayList<>();
    samples("links", List.of(unusable), sent);
    for (int t = 0; t < 600; t++) {
      String known = Fixture.samples("links", t, t + 1).get(0);
      String unknown =
          Fixture.target(t) < 0
              ? known
              : known.replaceFirst(
                  "\"targets\":\\[.*?\\]",
                  "\"targets\":null,\"regime\":\"r" + Fixture.target(t) + "\"");
      samples("links", List.of(unknown), sent);
    }
    return run(
        dsdi(graphSteps),
        2,
        backend,
        experiments(Map.of("links", Fixture.declaration("links", Fixture.truth()))),
        sent);
  }

  @Test
  void targetsThatAreUnknownArePredictedByLabel() throws Exception {
    String without = Fixture.sample("links", "nobody", "null", 0, 0, 0);

    BoundedRun<DiscoverySnapshot> outcome = withoutTargets(2, "hashmap", without);

    assertThat(outcome.reasons()).isEqualTo(Map.of(without, "unknown-targets"));
    DiscoverySnapshot last = outcome.last().get("links");
    assertThat(last.getFailure()).isNull();
    assertThat(last.getRowsByRegime())
        .isEqualTo(Map.of("", 300L, ",r0", 100L, ",r1", 100L, ",r2", 100L));
    assertThat(last.getPredictedTargets())
        .extracting(PredictedTarget::getRegime)
        .containsExactly("r0", "r1", "r2");
    assertThat(last.getPredictedTargets())
        .allSatisfy(
            predicted -> {
              int best = last.getVariables().indexOf(predicted.getTarget());
              assertThat(predicted.getBeliefs()).hasSize(3);
              assertThat(predicted.getBeliefs().get(best)).isEqualTo(predicted.getProbability());
              assertThat(predicted.getBeliefs())
                  .allMatch(belief -> belief <= predicted.getProbability());
            });
  }

  /** A root that is uniform is set to what it would be anyway; the others are told. */
  @Test
  void ofAnInterventionThatChangesNothingTheTargetStaysOpen() throws Exception {
    String blank = Fixture.sample("links", "blank", "null,\"regime\":\" \"", 0, 0, 0);

    BoundedRun<DiscoverySnapshot> outcome = withoutTargets(30, "rocksdb", blank);

    assertThat(outcome.reasons()).isEqualTo(Map.of(blank, "unknown-targets"));
    List<PredictedTarget> predicted = outcome.last().get("links").getPredictedTargets();
    assertThat(predicted).extracting(PredictedTarget::getRegime).containsExactly("r0", "r1", "r2");
    assertThat(predicted.get(0).getProbability()).isLessThan(0.5);
    assertThat(predicted.subList(1, 3))
        .allSatisfy(p -> assertThat(p.getProbability()).isGreaterThan(0.5))
        .extracting(PredictedTarget::getTarget)
        .containsExactly("B", "C");
  }

  @Test
  void dcdiEndsWithExactlyWhatItLearnsInProcess() throws Exception {
    DiscoverySettings settings =
        new DiscoverySettings(
            SETTINGS.topics(),
            new MethodChoice(MethodName.DCDI, 8, 16, null, null, false, 3),
            new TrainingSettings(100, 1.1, 3, 60, 0, 1),
            new Capacity(150, 40),
            1 << 24,
            SETTINGS.admission());
    String categorical = Fixture.declaration("labels", "");
    String continuous =
        Fixture.declaration("numbers", Fixture.truth())
            .replace("\"kind\":\"CATEGORICAL\",\"categories\":3", "\"kind\":\"CONTINUOUS\"");
    List<RawRecord> sent = new ArrayList<>();
    samples("numbers", Fixture.samples("numbers", 0, 300), sent);

    BoundedRun<DiscoverySnapshot> outcome =
        run(
            settings,
            2,
            "hashmap",
            experiments(Map.of("numbers", continuous, "labels", categorical)),
            sent);

    DiscoverySnapshot expected =
        new InProcess(settings, Fixture.declared(continuous, 0)).add(0, 300).train(3).snapshot();
    DiscoverySnapshot last = outcome.last().get("numbers");
    assertThat(InProcess.untimed(last)).isEqualTo(expected);
    assertThat(last.getMethod()).isEqualTo(LearningMethod.DCDI);
    assertThat(last.getFitSteps()).isEqualTo(180);
    assertThat(last.getGraphSteps()).isEqualTo(180);
    DiscoverySnapshot refused = outcome.last().get("labels");
    assertThat(refused.getFailureReason()).isEqualTo(FailureReason.UNSUPPORTED);
    assertThat(refused.getFailure())
        .contains("DCDI learns from continuous variables alone: for categorical ones there are");
  }
}
