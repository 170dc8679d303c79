// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.jobs.experiment.Announcement;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.federation.rounds.RoundStep;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;

/** {@link Coordinate} in Flink's harness, with one federation. */
abstract class CoordinateHarness {
  KeyedTwoInputStreamOperatorTestHarness<String, SiteMessage, Announcement, Telling> harness;

  void open(CoordinatorSettings settings, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new Coordinate(settings)),
            SiteMessage::federation,
            Announcement::experimentId,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  void declare(String json, long revision) throws Exception {
    harness.processElement2(new Announcement("f", 0, Fixture.declared(json, revision)), 0);
  }

  /** A revision of what was declared last. */
  void revise(String json, long revision) throws Exception {
    Declaration revised = Fixture.declared(json, revision).revising(last().declaration());
    harness.processElement2(new Announcement("f", 0, revised), 0);
  }

  void declare(long revision) throws Exception {
    declare(Fixture.declaration("f", ""), revision);
  }

  void end() throws Exception {
    harness.processElement2(new Announcement("f", 0, null), 0);
  }

  void send(SiteMessage... messages) throws Exception {
    for (SiteMessage message : messages) {
      harness.processElement1(message, 0);
    }
  }

  void send(String site, long round, double logit) throws Exception {
    send(Fixture.update(site, round, 0, Fixture.numbers(logit)));
  }

  List<Telling> told() {
    return harness.extractOutputValues();
  }

  Telling last() {
    return told().get(told().size() - 1);
  }

  RoundStep step() {
    return last().news().step();
  }

  List<String> letters() {
    var letters = harness.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> text(r.getValue())).toList();
  }

  private static String text(DeadLetter letter) {
    return letter.reason().code() + ": " + letter.message();
  }
}
