// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.DiscoverySnapshot;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LearningMethod;
import dev.sluice.schemas.PredictedTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscoveryViewTest {
  private final DiscoverySnapshot snapshot = BeliefsFixture.snapshot();
  private final DiscoveryHistory history = new DiscoveryHistory();

  @Test
  void plainText() {
    DiscoverySnapshot first = BeliefsFixture.snapshot();
    first.setEpochs(1L);
    first.setAuroc(0.5);
    first.setShd(3);
    first.setLoss(null);
    history.observe(first);
    history.observe(snapshot);

    assertThat(lines(false))
        .containsExactly(
            "lab: 3 variables, ENCO, 3 epochs (3,000 steps of networks, 300 of beliefs in 2.5 s)",
            "12,345 samples as of 2023-11-14T22:13:20Z, 2,600 held (2,000 observational, 2"
                + " intervention regimes)",
            "",
            "belief in row -> column, * in the predicted graph",
            "     A    B    C",
            "A   -    1* .30",
            "B   0    -  .62*",
            "C .07  .20    -",
            "",
            "predicted graph: A -> B, B -> C",
            "",
            "least certain edges",
            "  B -> C .62   joined .78, this way .80",
            "  A -> C .30   joined .38, this way .80",
            "  C -> B .20   joined 1, this way .20",
            "  C -> A .07   joined .36, this way .20",
            "",
            "                           now  over 2 snapshots",
            "  loss, nats            1.2500",
            "  entropy, nats          1.734  from 1.734",
            "  expected SHD           0.757  from 0.757",
            "  SHD                        1  from 3",
            "  AUROC                 0.8750  from 0.5000",
            "  Brier score           0.0512  from 0.0512");
  }

  @Test
  void cyclesCommonCausesAndTargetsAreSaidWhereTheyAreKnown() {
    snapshot.setMethod(LearningMethod.UNKNOWN);
    snapshot.setAcyclicGraph(List.of());
    snapshot.setConfounded(List.of(List.of("A", "C", 0.404), List.of("B", "C", 0.36)));
    snapshot.setPredictedTargets(
        List.of(
            new PredictedTarget("summer", "B", 0.75, List.of()),
            new PredictedTarget("winter", null, null, List.of())));
    snapshot.setExistence(null);
    snapshot.setOrientation(null);
    snapshot.setFitSteps(null);

    assertThat(lines(false))
        .contains(
            "lab: 3 variables, a method of a later version, 3 epochs in 2.5 s",
            "predicted graph: A -> B, B -> C",
            "without cycles:  none",
            "latent common causes: A - C .40, B - C .36",
            "predicted targets: summer: B .75, winter: unknown",
            "  B -> C .62");
    snapshot.setConfounded(List.of());
    assertThat(lines(false)).contains("latent common causes: none");
  }

  @Test
  void settledBeliefsAreSaidInOneLine() {
    snapshot.setEdges(
        List.of(List.of(0.0, 0.96, 0.04), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0, 0.0)));

    assertThat(lines(false)).contains("every belief is within 0.05 of 0 or 1");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    snapshot.setShd(null);
    snapshot.setExpectedShd(null);
    snapshot.setAuroc(null);
    snapshot.setBrier(null);
    snapshot.setRows(null);
    snapshot.setTrainingSeconds(null);
    history.observe(snapshot);

    List<String> lines = lines(true);

    assertThat(lines)
        .startsWith(
            "lab: 3 variables, ENCO, 3 epochs (3,000 steps of networks, 300 of beliefs)",
            "12,345 samples as of 2023-11-14T22:13:20Z");
    assertThat(lines.subList(lines.size() - 3, lines.size()))
        .containsExactly(
            "                           now  over 1 snapshots",
            "  loss, nats            1.2500",
            "  entropy, nats          1.734");
  }

  @Test
  void withoutBeliefsItSaysWhy() {
    DiscoverySnapshot none =
        DiscoverySnapshot.newBuilder()
            .setExperimentId("lab")
            .setAsOf(0)
            .setSamples(5)
            .setMethod(LearningMethod.DCDI)
            .setVariables(List.of("A", "B"))
            .build();

    assertThat(new DiscoveryView(true).lines(none, history))
        .containsExactly(
            "lab: 2 variables, DCDI",
            "5 samples as of 1970-01-01T00:00:00Z",
            "nothing is learned yet");
    none.setFailure("DCDI learns\ncontinuous variables only");
    none.setFailureReason(FailureReason.ERROR);
    assertThat(new DiscoveryView(true).lines(none, history))
        .endsWith("no results: DCDI learns continuous variables only (ERROR)");
  }

  @Test
  void manyVariablesAndRegimesDoNotFloodTheScreen() {
    List<String> names = IntStream.range(0, 120).mapToObj(v -> "v" + v).toList();
    List<List<Double>> edges = new ArrayList<>();
    for (int from = 0; from < 120; from++) {
      List<Double> row = new ArrayList<>(Collections.nCopies(120, 0.0));
      if (from < 24) {
        row.set(from + 1, 1 - from / 25.0);
      }
      edges.add(row);
    }
    snapshot.setVariables(names);
    snapshot.setEdges(edges);
    snapshot.setExistence(null);
    snapshot.setGraph(
        IntStream.range(0, 24).mapToObj(v -> List.of("v" + v, "v" + (v + 1))).toList());
    Map<String, Long> regimes = new HashMap<>();
    IntStream.range(0, 64).forEach(v -> regimes.put("v" + v, 1L));
    snapshot.setRowsByRegime(regimes);

    List<String> lines = lines(false);

    assertThat(lines).hasSizeLessThan(45).contains("edges most believed in", "  v0 -> v1 1");
    assertThat(lines).anyMatch(line -> line.endsWith(", v19 -> v20 and 4 more"));
    assertThat(lines.get(1)).endsWith("(0 observational, at least 64 intervention regimes)");
  }

  @Test
  void aNewLifeBeginsANewHistory() {
    history.observe(snapshot);
    history.observe(snapshot);
    assertThat(history.points().size()).isEqualTo(2);
    DiscoverySnapshot anew = BeliefsFixture.snapshot();
    anew.setEpochs(1L);
    history.observe(anew);
    assertThat(history.points().size()).isEqualTo(1);
    anew.setSamples(3);
    history.observe(anew);
    assertThat(history.points().size()).isEqualTo(1);
    history.observe(null);
    assertThat(history.points().size()).isZero();
  }

  private List<String> lines(boolean shaded) {
    return new DiscoveryView(shaded).lines(snapshot, history);
  }
}
