// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** {@link Join} in Flink's harness, with one federation. */
abstract class JoinHarness {

  static final SiteRules PLAIN = SiteRules.plain(2, false);

  @TempDir Path directory;

  KeyedTwoInputStreamOperatorTestHarness<String, Draw, Word, SiteRequest> harness;

  /** Opens it where declarations and beliefs are still being read. */
  void begin(SiteSettings settings, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new Join(settings)),
            Draw::experimentId,
            Word::federation,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  void open(SiteSettings settings) throws Exception {
    begin(settings, null);
    read();
  }

  void open(Share share, boolean held) throws Exception {
    open(Fixture.settings(Fixture.secret(directory), share, PLAIN, held));
  }

  /** All that was in the topics at the start has been read. */
  void read() throws Exception {
    harness.processBothWatermarks(new Watermark(0));
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  void hear(Word word) throws Exception {
    harness.processElement2(word, 0);
  }

  void hear(FederationBelief.Builder belief) throws Exception {
    hear(Fixture.said(belief));
  }

  void send(int from, int to) throws Exception {
    for (int t = from; t < to; t++) {
      harness.processElement1(Fixture.draw(t), 0);
    }
  }

  List<SiteRequest> requests() {
    return harness.extractOutputValues();
  }

  List<Heard> questions() {
    var questions = harness.getSideOutput(Join.QUESTIONS);
    return questions == null ? List.of() : questions.stream().map(r -> r.getValue()).toList();
  }

  List<FederationAudit> refusals() {
    var refusals = harness.getSideOutput(Join.REFUSALS);
    return refusals == null
        ? List.of()
        : refusals.stream().map(r -> r.getValue()).map(Keyed::record).toList();
  }

  static int rows(SiteRequest request) {
    return request.draws().stream().mapToInt(draws -> draws.places().length).sum();
  }
}
