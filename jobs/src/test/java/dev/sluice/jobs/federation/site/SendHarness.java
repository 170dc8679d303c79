// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationKeys;
import dev.sluice.schemas.FederationMessage;
import dev.sluice.schemas.FederationShares;
import dev.sluice.schemas.FederationUpdate;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** {@link Send} in Flink's harness, with one federation. */
abstract class SendHarness {

  @TempDir Path directory;

  KeyedTwoInputStreamOperatorTestHarness<String, Keyed<Computed>, Heard, Keyed<FederationUpdate>>
      harness;

  SiteSettings settings(SiteRules rules) {
    return Fixture.settings(Fixture.secret(directory), Share.BELIEFS, rules, false);
  }

  void open(SiteSettings settings, OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new Send(settings)),
            Keyed::key,
            Heard::federation,
            Types.STRING);
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }

  void open(SiteRules rules) throws Exception {
    open(settings(rules), null);
  }

  /** The operator is gone; another one goes on from a checkpoint. */
  void restart(SiteRules rules, OperatorSubtaskState state) throws Exception {
    harness.close();
    open(settings(rules), state);
  }

  @AfterEach
  void close() throws Exception {
    if (harness != null) {
      harness.close();
    }
  }

  static SiteQuestion opening(long round, int attempt, Phase phase) {
    return SiteQuestion.opening(new RoundId("e", round, attempt), phase, 2, 8);
  }

  void ask(SiteQuestion question) throws Exception {
    harness.processElement2(Heard.question(question), 0);
  }

  void compute(SiteQuestion question, RingVector numbers) throws Exception {
    harness.processElement1(new Keyed<>("e", new Computed(question, 0, numbers, null)), 0);
  }

  List<FederationUpdate> updates() {
    return harness.extractOutputValues().stream().map(Keyed::record).toList();
  }

  private <T> List<T> side(OutputTag<Keyed<T>> tag) {
    var records = harness.getSideOutput(tag);
    return records == null
        ? List.of()
        : records.stream().map(r -> r.getValue()).map(Keyed::record).toList();
  }

  List<FederationKeys> keys() {
    return side(Send.KEYS);
  }

  List<FederationShares> shares() {
    return side(Send.SHARES);
  }

  List<FederationAudit> audits() {
    return side(Send.AUDITS);
  }

  List<FederationMessage> said() {
    return audits().stream().map(FederationAudit::getWhat).toList();
  }

  List<String> reasons() {
    return audits().stream()
        .filter(audit -> audit.getWhat() == FederationMessage.REFUSED)
        .map(FederationAudit::getReason)
        .toList();
  }
}
