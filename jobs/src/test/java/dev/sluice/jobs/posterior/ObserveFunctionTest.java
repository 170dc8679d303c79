// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserveFunctionTest {

  private static final String[] OBSERVATIONAL = {};

  /** At the job's first start. */
  private static final Watermark DECLARATIONS_READ = new Watermark(0);

  private KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, Integer>, Draw, Announcement, Contribution>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = newHarness(Fixture.settings("unused:1", false));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, Integer>, Draw, Announcement, Contribution>
      newHarness(PosteriorSettings settings) throws Exception {
    return newHarness(settings, Models.of(settings).learning());
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          Tuple2<String, Integer>, Draw, Announcement, Contribution>
      newHarness(PosteriorSettings settings, Models.Learning learning) throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(new Observe(settings, learning)),
        draw -> Tuple2.of(draw.experimentId(), 0),
        news -> Tuple2.of(news.experimentId(), 0),
        Types.TUPLE(Types.STRING, Types.INT));
  }

  private static Declaration declaration(long offset) {
    return Declaration.of(
            new Experiment(
                "e",
                List.of(
                    new Variable("A", VariableKind.CONTINUOUS, null),
                    new Variable("B", VariableKind.CONTINUOUS, null)),
                Experiment.newBuilder().getScoreBuilder().build(),
                dev.sluice.schemas.StructurePrior.UNIFORM,
                0.0,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null),
            offset,
            0)
        .record();
  }

  private static Draw draw(String id, String[] targets, double... values) {
    return new Draw(
        Fixture.raw("samples", 0, null, "bytes of " + id),
        "e",
        id,
        5,
        targets,
        values,
        null,
        null,
        null);
  }

  private void declare(long offset) throws Exception {
    harness.processElement2(new Announcement("e", 0, declaration(offset)), 0);
  }

  private void end() throws Exception {
    harness.processElement2(new Announcement("e", 0, null), 0);
  }

  private void send(Draw draw) throws Exception {
    harness.processElement1(draw, 0);
  }

  private List<DeadLetter> deadLetters() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> r.getValue()).toList();
  }

  private long samplesOut() {
    return harness.extractOutputValues().stream()
        .filter(c -> c.kind() == Contribution.Kind.EVIDENCE)
        .mapToLong(c -> c.statistics().observed())
        .sum();
  }

  @Test
  void gathersSamplesUntilTheFlushInterval() throws Exception {
    harness.setProcessingTime(3);
    declare(1);
    send(draw("a", OBSERVATIONAL, 1, 2));
    send(draw("b", new String[] {"B"}, 3, 4));
    assertThat(samplesOut()).isZero();
    harness.setProcessingTime(20);
    List<Contribution> out = harness.extractOutputValues();
    assertThat(out)
        .extracting(Contribution::kind)
        .containsExactly(Contribution.Kind.DECLARED, Contribution.Kind.EVIDENCE);
    assertThat(out.get(1).statistics().observedByRegime())
        .containsExactly(Map.entry(VariableSet.EMPTY, 1L), Map.entry(VariableSet.of(1), 1L));
    assertThat(out.get(1).generation()).isEqualTo(1);
    assertThat(out.get(1).asOf()).isEqualTo(5);
  }

  @Test
  void countsAResentIdOnce() throws Exception {
    declare(1);
    send(draw("a", OBSERVATIONAL, 1, 2));
    send(draw("a", OBSERVATIONAL, 1, 2));
    send(draw(null, OBSERVATIONAL, 1, 2));
    send(draw(null, OBSERVATIONAL, 1, 2));
    harness.setProcessingTime(20);
    assertThat(samplesOut()).isEqualTo(3);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void forgetsAnIdBeyondTheWindow() throws Exception {
    declare(1);
    send(draw("first", OBSERVATIONAL, 1, 2));
    int window = Fixture.settings("unused:1", false).admissionPerBucket().dedupWindow();
    for (int i = 0; i < window; i++) {
      send(draw("s" + i, OBSERVATIONAL, 1, 2));
    }
    send(draw("first", OBSERVATIONAL, 1, 2));
    send(draw("s" + (window - 1), OBSERVATIONAL, 1, 2));
    harness.setProcessingTime(20);
    assertThat(samplesOut()).isEqualTo(window + 2);
  }

  @Test
  void refusesWhatTheDeclarationDoesNotAllow() throws Exception {
    declare(1);
    send(draw("a", null, 1, 2));
    send(draw("b", OBSERVATIONAL, 1));
    send(draw("c", OBSERVATIONAL, 1, Double.NaN));
    send(draw("d", new String[] {"C"}, 1, 2));
    send(draw("e", OBSERVATIONAL, 1, 1e101));
    assertThat(deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(
            Reason.UNKNOWN_TARGETS,
            Reason.WRONG_DIMENSION,
            Reason.NOT_A_NUMBER,
            Reason.UNKNOWN_TARGET,
            Reason.VALUE_OUT_OF_RANGE);
    assertThat(deadLetters())
        .extracting(DeadLetter::message)
        .containsExactly(
            "targets: null, but the posterior needs known targets",
            "values: 1 given, 2 variables declared",
            "values[1]: NaN for 'B'",
            "targets: 'C' is no variable of e",
            "values[1]: 1.0E101 for 'B', must be from -1.0E100 to 1.0E100");
    assertThat(deadLetters().get(1).source().value()).asString().isEqualTo("bytes of b");
  }

  @Test
  void samplesWaitForTheirDeclaration() throws Exception {
    send(draw("a", OBSERVATIONAL, 1, 2));
    send(draw("b", OBSERVATIONAL, 1, 2));
    declare(1);
    harness.setProcessingTime(20);
    assertThat(samplesOut()).isEqualTo(2);
    assertThat(deadLetters()).isEmpty();
  }

  @Test
  void samplesThatWaitTooLongBecomeDeadLetters() throws Exception {
    harness.processBothWatermarks(DECLARATIONS_READ);
    send(draw("a", OBSERVATIONAL, 1, 2));
    harness.setProcessingTime(1);
    send(draw("b", OBSERVATIONAL, 1, 2));
    harness.setProcessingTime(600_000);
    assertThat(deadLetters())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly("undeclared-experiment: experimentId: 'e' is not declared");
    harness.setProcessingTime(601_000);
    assertThat(deadLetters()).hasSize(2);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void onlySoManySamplesWaitOnceTheDeclarationsHaveBeenRead() throws Exception {
    harness.processBothWatermarks(DECLARATIONS_READ);
    int bound = Fixture.settings("unused:1", false).admissionPerBucket().waitingSamples();
    for (int i = 0; i <= bound; i++) {
      send(draw("s" + i, OBSERVATIONAL, 1, 2));
    }
    assertThat(deadLetters()).hasSize(1);
    assertThat(deadLetters().get(0).source().value()).asString().isEqualTo("bytes of s" + bound);
  }

  @Test
  void anyNumberOfSamplesWaitsUntilTheDeclarationsHaveBeenRead() throws Exception {
    int bound = Fixture.settings("unused:1", false).admissionPerBucket().waitingSamples();
    for (int i = 0; i < 3 * bound; i++) {
      send(draw("s" + i, OBSERVATIONAL, 1, 2));
    }
    harness.setProcessingTime(24 * 600_000);
    assertThat(deadLetters()).isEmpty();
    harness.processBothWatermarks(DECLARATIONS_READ);
    assertThat(deadLetters()).hasSize(3 * bound);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void theEndOfTheStreamFlushesAndGivesUpWaiting() throws Exception {
    declare(1);
    send(draw("a", OBSERVATIONAL, 1, 2));
    Draw stranger =
        new Draw(
            Fixture.raw("samples", 9, null, "x"),
            "other",
            "z",
            5,
            OBSERVATIONAL,
            new double[0],
            null,
            null,
            null);
    send(stranger);
    harness.processBothWatermarks(Watermark.MAX_WATERMARK);
    assertThat(samplesOut()).isEqualTo(1);
    assertThat(deadLetters())
        .extracting(DeadLetter::reason)
        .containsExactly(Reason.UNDECLARED_EXPERIMENT);
  }

  @Test
  void anEndFreesAllState() throws Exception {
    declare(1);
    send(draw("a", OBSERVATIONAL, 1, 2));
    end();
    assertThat(harness.extractOutputValues())
        .extracting(Contribution::kind)
        .containsExactly(Contribution.Kind.DECLARED, Contribution.Kind.ENDED);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
    harness.setProcessingTime(1000);
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void stateOfAnotherNumberOfBucketsIsRefused() throws Exception {
    declare(1);
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness(ParsedOptions.of(new PosteriorOptions(), "--forgetting=0.9"));
    assertThatThrownBy(() -> harness.initializeState(state))
        .hasStackTraceContaining(
            "--buckets: the state is of 4 buckets, not 1 (with --forgetting below 1 there is one)");
  }

  @Test
  void aRestoredOperatorGoesOn() throws Exception {
    declare(1);
    send(draw("a", OBSERVATIONAL, 1, 2));
    OperatorSubtaskState state = harness.snapshot(1, 0);
    harness.close();
    harness = newHarness(Fixture.settings("unused:1", false));
    harness.initializeState(state);
    harness.open();
    send(draw("a", OBSERVATIONAL, 1, 2));
    send(draw("b", OBSERVATIONAL, 1, 2));
    harness.setProcessingTime(20);
    assertThat(samplesOut()).isEqualTo(2);
  }

  @Test
  void aBucketThatCannotLearnRestsUntilTheNextDeclaration() throws Exception {
    harness.close();
    PosteriorSettings settings = Fixture.settings("unused:1", false);
    Models.Learning learning = Models.of(settings).learning();
    harness =
        newHarness(
            settings,
            (statistics, declaration, sample) -> {
              if (sample.values()[0] == 13) {
                throw new OutOfMemoryError("Java heap space");
              }
              learning.observe(statistics, declaration, sample);
            });
    harness.open();
    declare(1);
    send(draw("a", OBSERVATIONAL, 1, 2));
    harness.setProcessingTime(20);
    send(draw("b", OBSERVATIONAL, 13, 2));
    send(draw("c", OBSERVATIONAL, 3, 4));
    harness.setProcessingTime(40);
    assertThat(samplesOut()).isEqualTo(1);
    assertThat(harness.extractOutputValues())
        .last()
        .satisfies(
            failed -> {
              assertThat(failed.kind()).isEqualTo(Contribution.Kind.FAILED);
              assertThat(failed.failure())
                  .isEqualTo(
                      new Failure(FailureReason.MEMORY, "OutOfMemoryError: Java heap space", 20));
            });
    assertThat(deadLetters())
        .extracting(letter -> letter.reason() + ": " + letter.message())
        .containsOnly(
            "RESTING: its key rests since 1970-01-01T00:00:00.020Z: OutOfMemoryError: Java heap"
                + " space")
        .hasSize(2);

    declare(2);
    send(draw("d", OBSERVATIONAL, 3, 4));
    harness.setProcessingTime(60);
    assertThat(samplesOut()).isEqualTo(2);
    assertThat(deadLetters()).hasSize(2);
  }
}
