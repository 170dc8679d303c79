// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.SiteUpdate;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.rounds.Sender;
import dev.sluice.schemas.Experiment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Federations of three variables that are not declared in the order of their names. */
final class Fixture {
  static final UpdateEncoding ENCODING = new UpdateEncoding(8);
  static final long TIMEOUT = 1_000;

  private Fixture() {}

  static CoordinatorSettings settings(String... more) {
    String[] all = Arrays.copyOf(more, more.length + 2);
    all[more.length] = "--phase-timeout=1s";
    all[more.length + 1] = "--round-every=100ms";
    return ParsedOptions.of(new CoordinatorOptions(), all);
  }

  static String declaration(String federation, String more) {
    return """
        {"experimentId":"%s","variables":[
        {"name":"C","kind":"CATEGORICAL","categories":4},
        {"name":"A","kind":"CATEGORICAL","categories":2},
        {"name":"B","kind":"CATEGORICAL","categories":3}],
        "trueEdges":[["A","B"],["B","C"]]%s}"""
        .formatted(federation, more);
  }

  static String continuous(String federation, int variables) {
    StringBuilder names = new StringBuilder();
    for (int v = 0; v < variables; v++) {
      names
          .append(v == 0 ? "" : ",")
          .append("{\"name\":\"v%d\",\"kind\":\"CONTINUOUS\"}".formatted(v));
    }
    return "{\"experimentId\":\"%s\",\"variables\":[%s]}".formatted(federation, names);
  }

  static Declaration declared(String json, long revision) {
    Experiment experiment =
        KafkaSettings.of("unused:1")
            .decoder(Experiment.class)
            .decode(json.getBytes(StandardCharsets.UTF_8))
            .record();
    return Declaration.of(experiment, revision, 0).record();
  }

  static RawRecord raw(String key, String value) {
    return new RawRecord(
        "t",
        0,
        0,
        0,
        key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** All changes are of this size, and weigh alike. */
  static RingVector numbers(double logit) {
    EdgeLogits change = EdgeLogits.zero(3);
    Arrays.fill(change.existence(), logit);
    Arrays.fill(change.orientation(), logit);
    return ENCODING.encode(new SiteUpdate("", 0, change, new double[] {1, 1, 1}));
  }

  static SiteMessage update(String site, long round, int attempt, RingVector numbers) {
    return new SiteMessage(
        raw("f", site + " " + round + " " + attempt),
        "f",
        new Sender(site, round, attempt),
        numbers,
        null,
        null,
        null,
        null);
  }

  /** The same as it comes from the topic. */
  static String json(String site, long round, RingVector numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.values().length * Integer.BYTES);
    bytes.asIntBuffer().put(numbers.values());
    return "{\"federation\":\"f\",\"round\":%d,\"site\":\"%s\",\"words\":1,\"numbers\":\"%s\"}"
        .formatted(round, site, Base64.getEncoder().encodeToString(bytes.array()));
  }
}
