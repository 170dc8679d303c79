// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static dev.sluice.jobs.posterior.BoundedJob.experiments;
import static dev.sluice.jobs.posterior.BoundedJob.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.BoundedRun;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.posterior.Posterior;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.PosteriorSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The job's topology on a local cluster, between bounded streams. */
class PosteriorJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final BoundedJob JOB = new BoundedJob(CLUSTER);

  private static final PosteriorSettings SETTINGS = Fixture.settings("unused:1", true);

  private static BoundedRun<PosteriorSnapshot> run(
      int parallelism, List<RawRecord> experiments, List<RawRecord> samples) throws Exception {
    return JOB.run(parallelism, experiments, samples, Models.of(SETTINGS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void severalExperimentsShuffledAndResent(int parallelism) throws Exception {
    List<String> sent = new ArrayList<>();
    sent.addAll(Fixture.samples("observed", false));
    sent.addAll(Fixture.samples("clamped", true));
    sent.addAll(Fixture.samples("clamped", true));
    Collections.shuffle(sent, new Random(parallelism));

    BoundedRun<PosteriorSnapshot> outcome =
        run(
            parallelism,
            experiments(
                Fixture.declaration("observed", ""),
                Fixture.declaration("clamped", ""),
                Fixture.declaration("empty", "")),
            samples(sent));

    assertThat(outcome.refused()).isEmpty();
    assertThat(outcome.count("read")).isEqualTo(3 + 36);
    assertThat(outcome.count("accepted")).isEqualTo(3 + 24);
    assertThat(outcome.count("duplicate")).isEqualTo(12);
    assertThat(outcome.count("experiments")).isEqualTo(3);
    PosteriorSnapshot observed = outcome.last().get("observed");
    assertThat(observed.getSamples()).isEqualTo(12);
    assertThat(observed.getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
    assertThat(observed.getEdges().get(0).get(1)).isCloseTo(Fixture.A_TO_B, within(1e-11));
    // The best graphs are Markov equivalent; which of them is shown must not depend on rounding.
    assertThat(observed.getMapGraph())
        .isEqualTo(observed.getTopGraphs().get(0).getEdges())
        .containsExactly(List.of("B", "C"), List.of("C", "D"));
    PosteriorSnapshot clamped = outcome.last().get("clamped");
    assertThat(clamped.getSamplesByRegime())
        .isEqualTo(Map.of("", 3L, "A", 3L, "B", 2L, "C", 2L, "D", 2L));
    assertThat(clamped.getLogEvidence())
        .isCloseTo(Fixture.INTERVENTIONAL_LOG_EVIDENCE, within(1e-10));
    assertThat(clamped.getEdges().get(1).get(2))
        .isCloseTo(Fixture.INTERVENTIONAL_B_TO_C, within(1e-11));
    assertThat(clamped.getMapGraph()).containsExactly(List.of("B", "C"), List.of("D", "C"));
    PosteriorSnapshot empty = outcome.last().get("empty");
    assertThat(empty.getSamples()).isZero();
    assertThat(empty.getLogEvidence()).isCloseTo(Math.log(543), within(1e-11));
    assertThat(empty.getEdges().get(2).get(3)).isCloseTo(.309392265, within(5e-10));
  }

  /** Mathematics that fails as the names of experiments say. */
  private static Models failing() {
    Models models = Models.of(SETTINGS);
    return new Models(
        (statistics, declaration, sample) -> {
          if (declaration.experimentId().equals("unlearnable")) {
            throw new IllegalStateException("no sample");
          }
          models.learning().observe(statistics, declaration, sample);
        },
        (request, memory) ->
            switch (request.declaration().experimentId()) {
              case "throwing" -> throw new ArithmeticException("singular");
              case "heavy" -> throw new OutOfMemoryError("Java heap space");
              case "infinite" -> Inferred.exact(infinite(models.inference().exact(request)));
              default -> models.inference().infer(request, memory);
            });
  }

  private static Posterior infinite(Posterior of) {
    return new Posterior(
        of.method(),
        of.priorScale(),
        Double.NEGATIVE_INFINITY,
        of.edges(),
        of.ancestors(),
        of.expectedEdges(),
        of.entropy(),
        of.mapGraph(),
        of.topGraphs());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void experimentsThatFailSaySoAndTheOthersGoOn(int parallelism) throws Exception {
    List<String> names = List.of("observed", "throwing", "heavy", "infinite", "unlearnable");
    List<String> sent = new ArrayList<>();
    names.forEach(name -> sent.addAll(Fixture.samples(name, false)));
    Collections.shuffle(sent, new Random(parallelism));

    BoundedRun<PosteriorSnapshot> outcome =
        JOB.run(
            parallelism,
            experiments(
                names.stream().map(name -> Fixture.declaration(name, "")).toArray(String[]::new)),
            samples(sent),
            failing());

    PosteriorSnapshot observed = outcome.last().get("observed");
    assertThat(observed.getSamples()).isEqualTo(12);
    assertThat(observed.getFailure()).isNull();
    assertThat(observed.getLogEvidence()).isCloseTo(Fixture.LOG_EVIDENCE, within(1e-10));
    Map<String, List<Object>> failed = new HashMap<>();
    for (String name : names.subList(1, 5)) {
      PosteriorSnapshot last = outcome.last().get(name);
      assertThat(last.getLogEvidence()).isNull();
      assertThat(last.getEdges()).isNull();
      failed.put(name, List.of(last.getSamples(), last.getFailureReason(), last.getFailure()));
    }
    assertThat(failed)
        .isEqualTo(
            Map.of(
                "throwing", List.of(12L, FailureReason.ERROR, "ArithmeticException: singular"),
                "heavy", List.of(12L, FailureReason.MEMORY, "OutOfMemoryError: Java heap space"),
                "infinite",
                    List.of(
                        12L,
                        FailureReason.NOT_FINITE,
                        "logEvidence is -Infinity, not a finite number"),
                "unlearnable",
                    List.of(0L, FailureReason.ERROR, "IllegalStateException: no sample")));
    assertThat(outcome.failures(FailureReason.MEMORY)).isEqualTo(1);
    assertThat(outcome.failures(FailureReason.NOT_FINITE)).isEqualTo(1);
    // One posterior, and each of the unlearnable experiment's buckets that got samples.
    long buckets =
        Fixture.samples("unlearnable", false).stream()
            .map(sample -> sample.replaceFirst(".*\"sampleId\":\"(\\w+)\".*", "$1"))
            .map(id -> Math.floorMod(id.hashCode(), SETTINGS.statistics().buckets()))
            .distinct()
            .count();
    assertThat(outcome.failures(FailureReason.ERROR)).isEqualTo(1 + buckets);
    assertThat(outcome.refused())
        .extracting(DeadLetter::reason)
        .hasSize(12)
        .containsOnly(Reason.RESTING);
    assertThat(outcome.count("read")).isEqualTo(5 + 60);
    assertThat(outcome.count("accepted")).isEqualTo(5 + 48);
    assertThat(outcome.count("deadLettered")).isEqualTo(12);
    assertThat(outcome.count("deadLettered", "reason", "resting")).isEqualTo(12);
    assertThat(outcome.count("waiting")).isZero();
  }

  @Test
  void whatCannotBeUsedComesBackByteForByte() throws Exception {
    List<String> sent =
        List.of(
            "garbage",
            "{\"experimentId\":\"waves\",\"tragets\":[],\"values\":[1,2,3,4]}",
            Fixture.sample("waves", "a", "[]", 1, 2, 3),
            Fixture.sample("waves", "b", "[]", 1, 2, 3, Double.NaN),
            Fixture.sample("waves", "c", "[\"E\"]", 1, 2, 3, 4),
            Fixture.sample("waves", "d", "null", 1, 2, 3, 4),
            Fixture.sample("nowhere", "e", "[]", 1, 2, 3, 4));
    BoundedRun<PosteriorSnapshot> outcome =
        run(
            2,
            experiments(
                Fixture.declaration("waves", ""),
                Fixture.declaration("cyclic", ",\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"A\"]]")),
            samples(sent));

    assertThat(outcome.reasons())
        .isEqualTo(
            Map.of(
                sent.get(0), "malformed",
                sent.get(1), "unknown-field",
                sent.get(2), "wrong-dimension",
                sent.get(3), "not-a-number",
                sent.get(4), "unknown-target",
                sent.get(5), "unknown-targets",
                sent.get(6), "undeclared-experiment",
                Fixture.declaration("cyclic", ",\"trueEdges\":[[\"A\",\"B\"],[\"B\",\"A\"]]"),
                    "invalid-declaration"));
    assertThat(outcome.last().get("waves").getSamples()).isZero();
    assertThat(outcome.count("read")).isEqualTo(9);
    assertThat(outcome.count("accepted")).isEqualTo(1);
    assertThat(outcome.count("deadLettered")).isEqualTo(8);
    assertThat(outcome.count("deadLettered", "reason", "unknown-field")).isEqualTo(1);
    assertThat(outcome.count("waiting")).isZero();
  }

  @Test
  void emptyTopicsGiveNothing() throws Exception {
    BoundedRun<PosteriorSnapshot> outcome = run(1, List.of(), List.of());
    assertThat(outcome.last()).isEmpty();
    assertThat(outcome.refused()).isEmpty();
  }

  @Test
  void anEndedExperimentEndsWithATombstone() throws Exception {
    List<RawRecord> news = experiments(Fixture.declaration("waves", ""));
    news.add(Fixture.raw("sluice.experiments", 1, "waves", null));
    // At a higher parallelism the list, unlike a partition, would not keep its order.
    BoundedRun<PosteriorSnapshot> outcome = run(1, news, List.of());
    assertThat(outcome.last()).containsOnlyKeys("waves").containsEntry("waves", null);
  }

  @Test
  void aTombstoneWithoutKeyIsADeadLetter() throws Exception {
    List<RawRecord> news = experiments(Fixture.declaration("observed", ""));
    news.add(Fixture.raw("sluice.experiments", 1, null, null));
    BoundedRun<PosteriorSnapshot> outcome =
        run(1, news, samples(Fixture.samples("observed", false)));
    assertThat(outcome.refused()).hasSize(1);
    DeadLetter letter = outcome.refused().get(0);
    assertThat(letter.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(letter.message()).isEqualTo("neither key nor value");
    assertThat(letter.source()).isEqualTo(news.get(1));
    assertThat(outcome.last()).containsOnlyKeys("observed");
    assertThat(outcome.last().get("observed").getSamples()).isEqualTo(12);
    assertThat(outcome.count("read")).isEqualTo(2 + 12);
    assertThat(outcome.count("accepted")).isEqualTo(1 + 12);
    assertThat(outcome.count("deadLettered", "reason", "malformed")).isEqualTo(1);
  }

  @Test
  void exactlyOnceNeedsCheckpoints() {
    PosteriorSettings settings =
        ParsedOptions.of(new PosteriorOptions(), "--delivery=exactly-once");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    assertThatThrownBy(() -> PosteriorJob.build(env, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--delivery exactly-once: needs checkpoints (execution.checkpointing.interval)");
  }

  @Test
  void knowledgeThatContradictsItselfIsRefused() throws Exception {
    BoundedRun<PosteriorSnapshot> outcome =
        run(
            1,
            experiments(
                Fixture.declaration(
                    "tiers", ",\"tiers\":[[\"A\"],[\"B\"]],\"requiredEdges\":[[\"B\",\"A\"]]"),
                Fixture.declaration(
                    "sparse", ",\"maxParents\":0,\"requiredEdges\":[[\"A\",\"B\"]]"),
                Fixture.declaration("negative", ",\"maxParents\":-1"),
                Fixture.declaration(
                    "costs", ",\"priorOdds\":[],\"tiers\":[],\"targetCosts\":{\"A\":2.5}")),
            List.of());
    assertThat(outcome.refused())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly(
            "invalid-declaration: tiers: requiredEdges has an edge from a later group to 'A'",
            "invalid-declaration: maxParents: is 0, but requiredEdges gives 'B' 1 parents",
            "invalid-declaration: maxParents: must be at least 0, is -1");
    assertThat(outcome.last()).containsOnlyKeys("costs");
  }

  /**
   * Without samples every graph that may be weighs the same: with A and B before C, the 269 of four
   * nodes that have neither C -> A nor C -> B.
   */
  @Test
  void tiersAreHeeded() throws Exception {
    BoundedRun<PosteriorSnapshot> outcome =
        run(
            1,
            experiments(
                Fixture.declaration("tiers", ",\"tiers\":[[\"A\",\"B\"],[\"C\"]]"),
                Fixture.declaration("edges", ",\"forbiddenEdges\":[[\"C\",\"A\"],[\"C\",\"B\"]]")),
            List.of());
    assertThat(outcome.refused()).isEmpty();
    PosteriorSnapshot tiers = outcome.last().get("tiers");
    assertThat(tiers.getEdges().get(2).subList(0, 2)).containsExactly(0.0, 0.0);
    assertThat(tiers.getEdges().get(2).get(3)).isPositive();
    assertThat(tiers.getEdges()).isEqualTo(outcome.last().get("edges").getEdges());
    assertThat(Math.exp(tiers.getLogEvidence())).isCloseTo(269, within(1e-9));
  }

  /**
   * Without samples every graph that may be weighs the same. With no parents that is one; with at
   * most one each they are the forests of rooted trees, of which there are (d + 1)^(d - 1): 125.
   */
  @Test
  void maxParentsAreHeeded() throws Exception {
    BoundedRun<PosteriorSnapshot> outcome =
        run(
            1,
            experiments(
                Fixture.declaration("none", ",\"maxParents\":0"),
                Fixture.declaration("one", ",\"maxParents\":1"),
                Fixture.declaration("three", ",\"maxParents\":3")),
            List.of());
    assertThat(outcome.refused()).isEmpty();
    PosteriorSnapshot none = outcome.last().get("none");
    assertThat(none.getLogEvidence()).isCloseTo(0, within(1e-12));
    assertThat(none.getExpectedEdges()).isZero();
    PosteriorSnapshot one = outcome.last().get("one");
    assertThat(one.getLogEvidence()).isCloseTo(Math.log(125), within(1e-11));
    assertThat(one.getMethod()).isEqualTo(PosteriorMethod.ENUMERATION);
    assertThat(outcome.last().get("three").getLogEvidence())
        .isCloseTo(Math.log(543), within(1e-11));
  }

  /**
   * Without samples every one of the 543 graphs of four variables weighs the same, .309392265 of
   * them with A -> B: odds of 4 make that 4 p / (1 + 3 p).
   */
  @Test
  void priorOddsWeighGraphs() throws Exception {
    String odds = ",\"priorOdds\":[{\"from\":\"A\",\"to\":\"B\",\"odds\":%s}]";
    BoundedRun<PosteriorSnapshot> outcome =
        run(
            1,
            experiments(
                Fixture.declaration("likely", odds.formatted(4)),
                Fixture.declaration("plain", odds.formatted(1))),
            List.of());
    assertThat(outcome.refused()).isEmpty();
    double plain = .309392265;
    assertThat(outcome.last().get("plain").getEdges().get(0).get(1))
        .isCloseTo(plain, within(5e-10));
    PosteriorSnapshot likely = outcome.last().get("likely");
    assertThat(likely.getEdges().get(0).get(1))
        .isCloseTo(4 * plain / (1 + 3 * plain), within(5e-10));
    assertThat(likely.getLogEvidence()).isCloseTo(Math.log(543 * (1 + 3 * plain)), within(1e-8));
  }

  @Test
  void aDeclarationUnderAnotherKeyIsRefused() throws Exception {
    RawRecord misplaced =
        Fixture.raw("sluice.experiments", 0, "other", Fixture.declaration("waves", ""));
    BoundedRun<PosteriorSnapshot> outcome = run(1, List.of(misplaced), List.of());
    assertThat(outcome.refused())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly("invalid-declaration: experimentId: 'waves' is not the record's key");
  }
}
