// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.TestCluster;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.SamplerMemory;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The family scores of an experiment computed on several subtasks. Samples are whole numbers, of
 * which sums are exact in any order; each experiment has two refreshes, of no and of all samples.
 */
class SpreadJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  /** By experiment, of how many nodes the last posterior was given scores. */
  private static final Map<String, Integer> GIVEN = new ConcurrentHashMap<>();

  private static final String CONTINUOUS = "CONTINUOUS\"";
  private static final String CATEGORICAL = "CATEGORICAL\",\"categories\":3";

  /** As many as experiments: then each refresh begins when it is asked for. */
  private static final int THREADS = 3;

  private static final long NEVER = 3_600_000;

  /** Tells what it is given. */
  private record Watched(InferenceSettings settings) implements Models.Inferring {
    @Override
    public Inferred infer(RefreshRequest request, SamplerMemory before) {
      GIVEN.put(request.experimentId(), request.known().nodes().length);
      return new ByMethod(settings).infer(request, before);
    }

    @Override
    public boolean isSpread(RefreshRequest request) {
      return new ByMethod(settings).isSpread(request);
    }

    @Override
    public ScoredNodes scores(RefreshRequest request, int slice, int slices) {
      return new ByMethod(settings).scores(request, slice, slices);
    }
  }

  private static PosteriorSettings settings(int slices) {
    PosteriorSettings base = Fixture.settings("unused:1", true);
    return new PosteriorSettings(
        base.topics(),
        new RefreshSettings(1.1, NEVER, NEVER, THREADS),
        base.statistics(),
        base.admission(),
        null,
        ParsedOptions.of(
                new PosteriorOptions(),
                "--chains=2",
                "--candidates=8",
                "--mcmc-steps=2000",
                "--spread=" + slices)
            .inference());
  }

  private static String declaration(String id, int variables, String kind, String more) {
    return IntStream.range(0, variables)
        .mapToObj(v -> "{\"name\":\"v" + v + "\",\"kind\":\"" + kind + "}")
        .collect(
            Collectors.joining(
                ",", "{\"experimentId\":\"" + id + "\",\"variables\":[", "]" + more + "}"));
  }

  /** Each variable follows the one before it; every other sample sets one of them. */
  private static List<String> chain(String id, int variables, int count, boolean categorical) {
    List<String> sent = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      UniformRandomProvider random = KeyedRandom.of(5, id, t);
      int target = t % 2 == 0 ? -1 : t / 2 % variables;
      double[] row = new double[variables];
      for (int v = 0; v < variables; v++) {
        int noise = random.nextInt(3);
        double before = v == 0 || v == target ? 0 : row[v - 1];
        int step = noise == 2 ? 1 : 0;
        row[v] = categorical ? (before + step) % 3 : before + noise - 1;
      }
      String targets = target < 0 ? "[]" : "[\"v" + target + "\"]";
      sent.add(Fixture.sample(id, "s" + t, targets, row));
    }
    return sent;
  }

  private static BoundedRun<PosteriorSnapshot> run(int parallelism, int slices) throws Exception {
    List<String> sent = new ArrayList<>(Fixture.samples("waves", true));
    sent.addAll(chain("table", 14, 200, true));
    sent.addAll(chain("chain", 24, 150, false));
    PosteriorSettings settings = settings(slices);
    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            parallelism,
            experiments(
                Fixture.declaration("waves", ""),
                declaration("table", 14, CATEGORICAL, ",\"maxParents\":4"),
                declaration("chain", 24, CONTINUOUS, ",\"maxParents\":3")),
            samples(sent),
            settings,
            new Models(Models.of(settings).learning(), new Watched(settings.inference())));
    assertThat(outcome.refused()).isEmpty();
    return outcome;
  }

  /** Without what depends on time. */
  private static PosteriorSnapshot timeless(BoundedRun<PosteriorSnapshot> run, String experiment) {
    return PosteriorSnapshot.newBuilder(run.last().get(experiment)).setRefreshMillis(null).build();
  }

  @Test
  void thePosteriorIsTheSameToTheBit() throws Exception {
    BoundedRun<PosteriorSnapshot> inOnePlace = run(2, 1);
    PosteriorSnapshot table = timeless(inOnePlace, "table");
    PosteriorSnapshot chain = timeless(inOnePlace, "chain");
    assertThat(table.getMethod()).isEqualTo(PosteriorMethod.EXACT);
    assertThat(table.getSamples()).isEqualTo(200);
    assertThat(table.getFailure()).isNull();
    assertThat(chain.getMethod()).isEqualTo(PosteriorMethod.MCMC);
    assertThat(chain.getSamples()).isEqualTo(150);
    assertThat(chain.getFailure()).isNull();
    assertThat(GIVEN).isEqualTo(Map.of("waves", 0, "table", 0, "chain", 0));
    for (int slots : new int[] {2, 4}) {
      BoundedRun<PosteriorSnapshot> spread = run(slots, slots);
      assertThat(GIVEN).isEqualTo(Map.of("waves", 0, "table", 14, "chain", 24));
      assertThat(timeless(spread, "table")).isEqualTo(table);
      assertThat(timeless(spread, "chain")).isEqualTo(chain);
      assertThat(spread.last().get("waves").getSamples()).isEqualTo(12);
      assertThat(spread.last().get("waves").getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    }
  }

  /**
   * Whether or not the slices get so far, the posterior meets the reason, and it is counted once.
   */
  @Test
  void whatHasNoScoresIsToldOnce() throws Exception {
    List<String> sent = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      double[] row = new double[15];
      for (int v = 0; v < row.length; v++) {
        row[v] = t % (v / 2 + 2); // pairs are equal
      }
      sent.add(Fixture.sample("twins", "s" + t, "[]", row));
    }
    PosteriorSettings settings = settings(2);
    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            2,
            experiments(declaration("twins", 15, CONTINUOUS, ",\"score\":{\"priorScale\":1e-30}")),
            samples(sent),
            settings,
            Models.of(settings));
    PosteriorSnapshot twins = outcome.last().get("twins");
    assertThat(twins.getSamples()).isEqualTo(60);
    assertThat(twins.getFailureReason()).isEqualTo(FailureReason.DEPENDENT_VARIABLES);
    assertThat(outcome.failures(FailureReason.DEPENDENT_VARIABLES)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void operatorsKeepTheirUids(int slices) {
    var env = BoundedRun.environment(2);
    PosteriorJob.define(
        BoundedRun.stream(env, List.of()), BoundedRun.stream(env, List.of()), settings(slices));
    List<String> uids =
        env.getStreamGraph().getStreamNodes().stream()
            .map(StreamNode::getTransformationUID)
            .toList();
    assertThat(uids).contains("statistics", "refresh");
    if (slices == 1) {
      assertThat(uids).doesNotContain("cut", "score-slices", "gather");
    } else {
      assertThat(uids).contains("cut", "score-slices", "gather");
    }
  }
}
