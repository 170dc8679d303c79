// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import dev.sluice.schemas.SamplerDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sampled posteriors through the whole job. */
class SampledJobTest {

  private static final int CHAINS = 3;
  private static final int STEPS = 100_000;

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static PosteriorSettings settings(String... more) {
    List<String> options = new ArrayList<>(List.of("--chains=" + CHAINS, "--mcmc-steps=" + STEPS));
    options.addAll(List.of(more));
    return Fixture.settings("unused:1", true)
        .with(ParsedOptions.of(new PosteriorOptions(), options.toArray(String[]::new)).inference());
  }

  private static PosteriorSnapshot run(
      PosteriorSettings settings, String declaration, List<String> sent) throws Exception {
    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(2, experiments(declaration), samples(sent), settings, Models.of(settings));
    assertThat(outcome.refused()).isEmpty();
    return outcome.last().get("chain");
  }

  private static String declaration(int variables, String more) {
    return IntStream.range(0, variables)
        .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"CONTINUOUS\"}")
        .collect(
            Collectors.joining(
                ",", "{\"experimentId\":\"chain\",\"variables\":[", "]" + more + "}"));
  }

  /** Each variable follows the one before it; every other sample sets one of them. */
  private static List<String> chain(int variables, int count) {
    List<String> sent = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      UniformRandomProvider random = KeyedRandom.of(5, "chain", t);
      int target = t % 2 == 0 ? -1 : t / 2 % variables;
      double[] row = new double[variables];
      for (int v = 0; v < variables; v++) {
        double noise = random.nextDouble(-1.7, 1.7);
        row[v] = v == 0 || v == target ? noise : row[v - 1] + noise;
      }
      String targets = target < 0 ? "[]" : "[\"v" + target + "\"]";
      sent.add(Fixture.sample("chain", "s" + t, targets, row));
    }
    return sent;
  }

  @Test
  void manyVariablesHaveASampledPosteriorThatSaysHowGoodItIs() throws Exception {
    PosteriorSnapshot snapshot = run(settings(), declaration(24, ""), chain(24, 600));
    assertThat(snapshot.getFailure()).isNull();
    assertThat(snapshot.getSamples()).isEqualTo(600);
    assertThat(snapshot.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(snapshot.getPriorScale()).isEqualTo(0.5);
    assertThat(snapshot.getLogEvidence()).isNull();
    assertThat(snapshot.getEntropy()).isNull();
    for (int v = 1; v < 24; v++) {
      assertThat(snapshot.getEdges().get(v - 1).get(v)).isBetween(0.7, 1.0);
      assertThat(snapshot.getMapGraph()).contains(List.of("v" + (v - 1), "v" + v));
    }
    SamplerDiagnostics diagnostics = snapshot.getDiagnostics();
    assertThat(diagnostics.getChains()).isEqualTo(CHAINS);
    assertThat(diagnostics.getSteps())
        .isBetween((long) CHAINS * STEPS, (long) (1.1 * CHAINS * STEPS));
    assertThat(diagnostics.getAcceptance()).isBetween(0.0, 1.0);
    assertThat(diagnostics.getEffectiveSampleSize()).isNotNegative();
    assertThat(diagnostics.getLargestDifference()).isBetween(0.0, 1.0);
    assertThat(diagnostics.getSecondsBudget()).isNull();
    assertThat(diagnostics.getLargestError()).isNull();
  }

  @Test
  void whatIsExactIsCheckedAgainstTheSampler() throws Exception {
    PosteriorSnapshot plain = run(settings(), declaration(6, ""), chain(6, 60));
    assertThat(plain.getDiagnostics()).isNull();
    PosteriorSnapshot checked = run(settings("--check-exact"), declaration(6, ""), chain(6, 60));
    assertThat(checked.getMethod()).isEqualTo(PosteriorMethod.EXACT);
    assertThat(checked.getLogEvidence()).isEqualTo(plain.getLogEvidence());
    assertThat(checked.getEdges()).isEqualTo(plain.getEdges());
    assertThat(checked.getDiagnostics().getSteps())
        .isBetween((long) CHAINS * STEPS, (long) (1.1 * CHAINS * STEPS));
    assertThat(checked.getDiagnostics().getLargestError()).isBetween(1e-9, 0.1);
  }

  @Test
  void maxParentsAreHeededByTheSampler() throws Exception {
    PosteriorSettings settings = settings("--exact-up-to=5");
    PosteriorSnapshot none = run(settings, declaration(6, ",\"maxParents\":0"), chain(6, 60));
    assertThat(none.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(none.getExpectedEdges()).isZero();
    PosteriorSnapshot one = run(settings, declaration(6, ",\"maxParents\":1"), chain(6, 60));
    for (int v = 0; v < 6; v++) {
      double parents = 0;
      for (List<Double> row : one.getEdges()) {
        parents += row.get(v);
      }
      assertThat(parents).isLessThan(1 + 1e-12);
    }
    assertThat(one.getExpectedEdges()).isGreaterThan(4);
  }
}
