// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.experiment.Draw;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;

/** {@link Gather} in Flink's harness, with one experiment of {@link Fixture}. */
abstract class GatherHarness {

  /** Of an experiment: declaration, gathered, three of ids, interventions, draws and untold. */
  static final int STATES = 8;

  static final JobTopics UNBOUNDED = new JobTopics(KafkaSettings.of("unused:1"), "test", false);

  KeyedTwoInputStreamOperatorTestHarness<String, Draw, Announcement, TrainRequest> harness;

  void open(DiscoverySettings settings, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new Gather(settings)),
            Draw::experimentId,
            Announcement::experimentId,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  void open(boolean bounded) throws Exception {
    open(Fixture.settings(bounded), null);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  void declare(long revision) throws Exception {
    declare(Fixture.declaration("e", ""), revision);
  }

  void declare(String json, long revision) throws Exception {
    Declaration declaration = Fixture.declared(json, revision);
    harness.processElement2(new Announcement("e", 0, declaration), 0);
  }

  void send(int t) throws Exception {
    send(t, Fixture.targets(t), null, Fixture.values(t));
  }

  void send(int t, String[] targets, String regime, double... values) throws Exception {
    answer(t, null, targets, regime, values);
  }

  /** Sends a sample that answers a decision. */
  void answer(int t, String decision, String[] targets, String regime, double... values)
      throws Exception {
    harness.processElement1(
        new Draw(
            Fixture.raw("samples", t, null, "bytes of " + t),
            "e",
            "s" + t,
            t,
            targets,
            values,
            regime,
            null,
            decision),
        0);
  }

  void send(int from, int to) throws Exception {
    for (int t = from; t < to; t++) {
      send(t);
    }
  }

  List<TrainRequest> requests() {
    return harness.extractOutputValues();
  }

  List<DeadLetter> deadLetters() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> r.getValue()).toList();
  }

  static long rows(TrainRequest request) {
    return request.draws().stream().mapToLong(draws -> draws.places().length).sum();
  }
}
