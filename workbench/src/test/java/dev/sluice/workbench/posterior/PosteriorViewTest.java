// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SamplerDiagnostics;
import dev.sluice.schemas.VariationalDiagnostics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PosteriorViewTest {
  private final PosteriorSnapshot snapshot = SnapshotFixture.snapshot("A", "B", "C");
  private final PosteriorHistory history = new PosteriorHistory();

  @Test
  void plainText() {
    PosteriorSnapshot first = SnapshotFixture.snapshot("A", "B", "C");
    first.setSamples(10);
    first.setAuroc(0.5);
    history.observe(first);
    history.observe(snapshot);

    assertThat(new PosteriorView(false).lines(snapshot, history))
        .containsExactly(
            "lab: 3 variables, all graphs enumerated, prior uniform, t = 0.500",
            "12,345 samples (10,000 observational, 2 intervention regimes) as of"
                + " 2023-11-14T22:13:20Z, refreshed in 0.8 ms",
            "",
            "P(row -> column), * in the most probable graph",
            "     A    B    C",
            "A   -    1* .30",
            "B   0    -  .62*",
            "C .07  .20    -",
            "",
            "least certain pairs",
            "  B -> C .62   C -> B .20   neither .18",
            "  A -> C .30   C -> A .07   neither .63",
            "",
            "                           now  over 2 snapshots",
            "  expected SHD           0.757  from 0.757",
            "  AUROC                 0.8750  from 0.5000",
            "  Brier score           0.0512  from 0.0512",
            "  entropy, nats          1.734  from 1.734",
            "  expected edges          2.19  from 2.19");
  }

  @Test
  void coursesAreBarsOnATerminal() {
    for (double auroc : new double[] {0.5, 0.75, 1}) {
      snapshot.setAuroc(auroc);
      history.observe(snapshot);
    }

    assertThat(new PosteriorView(true).lines(snapshot, history))
        .contains("  AUROC                 1.0000  ▁▅█");
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    snapshot.setMethod(PosteriorMethod.ORDER_EXACT);
    snapshot.setPriorScale(null);
    snapshot.setEntropy(null);
    snapshot.setExpectedShd(null);
    snapshot.setAuroc(null);
    snapshot.setBrier(null);
    snapshot.setSamples(0);
    snapshot.setSamplesByRegime(Map.of());
    snapshot.setEdges(
        List.of(List.of(0.0, 1.0, 0.0), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0, 0.0)));
    history.observe(snapshot);

    assertThat(new PosteriorView(false).lines(snapshot, history))
        .containsExactly(
            "lab: 3 variables, exact over orders, prior uniform",
            "0 samples (0 observational, 0 intervention regimes) as of 2023-11-14T22:13:20Z,"
                + " refreshed in 0.8 ms",
            "",
            "P(row -> column), * in the most probable graph",
            "     A    B    C",
            "A   -    1*   0",
            "B   0    -    1*",
            "C   0    0    -",
            "",
            "of every pair, one way to join it has probability 0.95",
            "",
            "                           now  over 1 snapshots",
            "  expected edges          2.19");
  }

  private List<String> heading(SamplerDiagnostics diagnostics) {
    snapshot.setDiagnostics(diagnostics);
    List<String> lines = new PosteriorView(false).lines(snapshot, history);
    return lines.subList(2, lines.indexOf(""));
  }

  @Test
  void aSampledPosteriorSaysHowGoodItIs() {
    snapshot.setMethod(PosteriorMethod.MCMC);
    SamplerDiagnostics diagnostics =
        new SamplerDiagnostics(4, 8_000_000L, 0.2513, 1812.4, 0.0124, true, null, null);
    assertThat(heading(diagnostics))
        .containsExactly(
            "4 chains, 8,000,000 steps, accepted 0.251, worth 1,812 independent graphs,"
                + " chains differ by 0.012");
    assertThat(new PosteriorView(false).lines(snapshot, history).get(0))
        .isEqualTo("lab: 3 variables, sampled, prior uniform, t = 0.500");
  }

  @Test
  void aPosteriorThatHasNotConvergedSaysSoPlainly() {
    snapshot.setMethod(PosteriorMethod.MCMC);
    SamplerDiagnostics diagnostics =
        new SamplerDiagnostics(1, 2000L, null, 0.0, null, false, 1.5, null);
    assertThat(heading(diagnostics))
        .containsExactly(
            "1 chains, 2,000 steps, worth 0 independent graphs, answered after 1.50 s",
            "NOT CONVERGED: these edges may be wrong");
  }

  @Test
  void aVariationalNetworkSaysWhatItsTrainingCameTo() {
    snapshot.setMethod(PosteriorMethod.VCN);
    snapshot.setVariational(new VariationalDiagnostics(3000, 1000, 212, 0.0125, -64.377, 0.04));
    assertThat(heading(null))
        .containsExactly(
            "3,000 steps, 212 different graphs of 1,000 drawn, 1.3 % cyclic,"
                + " evidence bound -64.38 +- 0.04");
    assertThat(new PosteriorView(false).lines(snapshot, history).get(0))
        .isEqualTo("lab: 3 variables, by a variational network, prior uniform, t = 0.500");
  }

  @Test
  void aSamplerBesideAnExactMethodIsCompared() {
    SamplerDiagnostics diagnostics =
        new SamplerDiagnostics(2, 2000L, 0.5, 90.0, 0.1, false, null, 0.0451);
    assertThat(heading(diagnostics))
        .containsExactly(
            "sampled beside: 2 chains, 2,000 steps, accepted 0.500, worth 90 independent graphs,"
                + " chains differ by 0.100, off by 0.045 at most",
            "NOT CONVERGED: the sampler beside; what is shown is exact");
  }

  @Test
  void aRecordWithoutResultsSaysWhy() {
    PosteriorSnapshot failed =
        PosteriorSnapshot.newBuilder()
            .setExperimentId("lab")
            .setAsOf(1_700_000_000_000L)
            .setSamples(5)
            .setVariables(List.of("A", "B"))
            .setFailure("score: not finite\nat A")
            .setFailureReason(FailureReason.NOT_FINITE)
            .setSamplesByRegime(Map.of("", 5L))
            .build();
    history.observe(failed);

    assertThat(new PosteriorView(true).lines(failed, history))
        .containsExactly(
            "lab: 2 variables",
            "5 samples (5 observational, 0 intervention regimes) as of 2023-11-14T22:13:20Z",
            "no results: score: not finite at A (NOT_FINITE)");
    failed.setFailure(null);
    assertThat(new PosteriorView(true).lines(failed, history)).contains("no results");
  }

  @Test
  void regimesThatAreNotListedAreCounted() {
    snapshot.setOtherRegimes(4_000);
    assertThat(new PosteriorView(false).lines(snapshot, history).get(1))
        .startsWith("12,345 samples (10,000 observational, 4,002 intervention regimes) as of");
    snapshot.setSamplesByRegime(Map.of("A", 5L));
    assertThat(new PosteriorView(false).lines(snapshot, history).get(1))
        .startsWith("12,345 samples (4,001 regimes) as of");
  }
}
