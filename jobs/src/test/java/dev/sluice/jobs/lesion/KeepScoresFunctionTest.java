// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion;

import static dev.sluice.jobs.lesion.Fixture.GRID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.models.lesion.Mask;
import dev.sluice.models.lesion.evaluation.CaseScore;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepScoresFunctionTest {

  private static final TrueCase CASE = Fixture.stroke("c", "/truth");
  private static final Mask TRUTH = Fixture.box(GRID, 0, 3, 1, 1);
  private static final CaseScore HIT = Fixture.score(TRUTH, TRUTH);
  private static final CaseScore NEAR = Fixture.score(Fixture.box(GRID, 1, 4, 1, 1), TRUTH);

  private KeyedOneInputStreamOperatorTestHarness<String, Keyed<Compared>, ScoreChange> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new KeepScores()),
            each -> each.record().caseId(),
            Types.STRING);
    harness.setup(
        TypeInformation.of(ScoreChange.class).createSerializer(new SerializerConfigImpl()));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  private static Comparison comparison(String model, long at) {
    return new Comparison(CASE, Fixture.prediction("c", model, "/" + model + at, at));
  }

  private static ScoreChange own(
      String model, long at, CaseScore before, CaseScore after, int failed) {
    return ScoreChange.own(comparison(model, at), before, after, failed);
  }

  private static ScoreChange pair(
      String model,
      String other,
      long at,
      CaseScore before,
      CaseScore after,
      CaseScore otherBefore,
      CaseScore otherAfter) {
    return new ScoreChange(
        "test", model, other, "p-c", true, at, before, after, otherBefore, otherAfter, 0);
  }

  private void score(String model, long at, CaseScore score) throws Exception {
    harness.processElement(new Keyed<>("7", Compared.scored(comparison(model, at), score)), 0);
  }

  private void fail(String model, long at) throws Exception {
    harness.processElement(
        new Keyed<>(
            "7",
            Compared.failed(comparison(model, at), Reason.UNREADABLE_FILE, "/gone: is no file")),
        0);
  }

  /** The changes since it was asked last. */
  private List<ScoreChange> changes() {
    List<ScoreChange> all = List.copyOf(harness.extractOutputValues());
    harness.getOutput().clear();
    return all;
  }

  private List<DeadLetter> letters() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(each -> each.getValue()).toList();
  }

  @Test
  void aNewScoreTakesTheFormerOneBackFromTheModelAndItsPairs() throws Exception {
    score("m", 1, NEAR);
    assertThat(changes()).containsExactly(own("m", 1, null, NEAR, 0));

    score("n", 2, HIT);
    assertThat(changes())
        .containsExactly(
            own("n", 2, null, HIT, 0),
            pair("n", "m", 2, null, HIT, NEAR, NEAR),
            pair("m", "n", 2, NEAR, NEAR, null, HIT));

    score("m", 3, HIT);
    assertThat(changes())
        .containsExactly(
            own("m", 3, NEAR, HIT, 0),
            pair("m", "n", 3, NEAR, HIT, HIT, HIT),
            pair("n", "m", 3, HIT, HIT, NEAR, HIT));
    assertThat(letters()).isEmpty();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
  }

  @Test
  void aFailureTakesTheScoreAndIsTakenBackByTheNext() throws Exception {
    fail("m", 1);
    assertThat(changes()).containsExactly(own("m", 1, null, null, 1));
    fail("m", 2);
    assertThat(changes()).containsExactly(own("m", 2, null, null, 0));
    score("n", 3, HIT);
    assertThat(changes()).containsExactly(own("n", 3, null, HIT, 0));
    score("m", 4, NEAR);
    assertThat(changes()).hasSize(3).first().isEqualTo(own("m", 4, null, NEAR, -1));
    fail("m", 5);
    assertThat(changes())
        .containsExactly(
            own("m", 5, NEAR, null, 1),
            pair("m", "n", 5, NEAR, null, HIT, HIT),
            pair("n", "m", 5, HIT, HIT, NEAR, null));

    assertThat(letters())
        .extracting(letter -> letter.source().offset())
        .containsExactly(1L, 2L, 5L);
    assertThat(letters())
        .allMatch(letter -> letter.reason() == Reason.UNREADABLE_FILE)
        .allMatch(letter -> letter.message().equals("/gone: is no file"));
  }

  @Test
  void aTruthThatHasChangedIsNoneForFurtherModels() throws Exception {
    CaseScore ofAnother = Fixture.score(TRUTH, Fixture.box(GRID, 0, 4, 1, 1));
    score("m", 1, NEAR);
    changes();

    score("n", 2, ofAnother);

    assertThat(changes()).containsExactly(own("n", 2, null, null, 1));
    assertThat(letters())
        .extracting(letter -> letter.reason().code() + ": " + letter.message())
        .containsExactly(
            "unfit-mask: /truth: has changed since another model was compared with it");
    score("m", 3, ofAnother);
    assertThat(changes()).as("alone there").containsExactly(own("m", 3, NEAR, ofAnother, 0));
  }
}
