// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.MeteredEnvironment;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.jobs.lesion.CaseCheck;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionSynthetic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** {@link Enhance} by itself, and what has come of it. */
final class EnhanceHarness {

  private final MeteredEnvironment metered = new MeteredEnvironment();
  private final OneInputStreamOperatorTestHarness<GivenCase, Keyed<LesionSynthetic>> operator;
  private long offset;

  EnhanceHarness(EnhanceSettings settings) throws Exception {
    operator =
        new OneInputStreamOperatorTestHarness<>(
            new ProcessOperator<>(new Enhance(settings)), metered.environment());
    operator.open();
  }

  /** Sends records of cases, which must pass the check. */
  void send(String... records) throws Exception {
    for (String json : records) {
      RawRecord source = Fixture.raw(offset++, null, json);
      Decoded<LesionCase> decoded =
          KafkaSettings.of("unused:1")
              .inputDecoder(LesionCase.class)
              .decode(json.getBytes(StandardCharsets.UTF_8));
      if (decoded.reason() == null) {
        decoded = CaseCheck.check(decoded.record(), source, 0);
      }
      if (decoded.reason() != null) {
        throw new AssertionError(decoded.message());
      }
      operator.processElement(GivenCase.of(decoded.record(), source), 0);
    }
  }

  List<LesionSynthetic> records() {
    return operator.extractOutputValues().stream().map(Keyed::record).toList();
  }

  List<DeadLetter> deadLetters() {
    var letters = operator.getSideOutput(DeadLetters.TAG);
    return letters == null ? List.of() : letters.stream().map(r -> r.getValue()).toList();
  }

  /** Case and reason of each dead letter. */
  List<String> refused() {
    return deadLetters().stream()
        .map(
            letter -> {
              String json = new String(letter.source().value(), StandardCharsets.UTF_8);
              return json.replaceAll(".*\"caseId\":\"([^\"]*)\".*", "$1")
                  + " "
                  + letter.reason().code();
            })
        .toList();
  }

  /** A count of the accounts. */
  long count(String name) {
    return metered.count(name);
  }

  void close() throws Exception {
    operator.close();
  }
}
