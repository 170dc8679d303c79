// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.models.federation.RingVector;
import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job of a site, whose Kafka is the coordinator's too: one federation whose masked sum waits
 * for nothing but to be revealed, one whose updates are not masked, one that lacks samples, one
 * whose terms are not the site's, one whose values are beyond any network, some whose training is
 * owed when the savepoint is taken, and samples that wait for their declaration.
 */
final class GoldenSite implements GoldenJob {
  private static final int ENOUGH = 20;
  private static final int WIDE = 12;
  private static final List<String> OWED = List.of("wide1", "wide2", "wide3", "wide4");

  private static final Map<String, RingVector> ANY = Map.of("s", zero(), "t", zero(), "u", zero());

  private final GoldenSites sites = new GoldenSites("masked", 0, ANY);

  private static RingVector zero() {
    return RingVector.zero(1, GoldenBeliefs.numbers(3));
  }

  @Override
  public String name() {
    return "site";
  }

  @Override
  public String main() {
    return SiteJob.class.getName();
  }

  @Override
  public List<String> options(boolean slow) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("--site", "s", "--secret", GoldenSites.secretFile("s").toString()));
    all.addAll(List.of("--dedup-window", "400", "--waiting-samples", "400"));
    all.addAll(List.of("--new-samples", "" + ENOUGH, "--learn-from", "held"));
    all.addAll(List.of("--fit-steps", "600", "--graph-steps", "40", "--hidden", "4"));
    all.addAll(List.of("--batch", "16", "--graphs", "8", "--max-state", "8m"));
    return all;
  }

  /** Answers wait for the next checkpoint, and a savepoint is none. */
  @Override
  public void slowDown(StreamExecutionEnvironment env) {
    env.getCheckpointConfig().setCheckpointInterval(5000);
  }

  @Override
  public List<String> address(String bootstrap, String prefix) {
    return List.of(
        "--bootstrap",
        bootstrap,
        "--topic-prefix",
        prefix,
        "--coordinator",
        bootstrap,
        "--coordinator-topic-prefix",
        prefix);
  }

  @Override
  public List<String> groups(String group, String prefix) {
    return List.of(group, prefix + "federation-site-s");
  }

  @Override
  public void build(StreamExecutionEnvironment env, List<String> options) {
    SiteJob.build(env, ParsedOptions.exactly(new SiteOptions(), options));
  }

  @Override
  public List<List<Message>> before() {
    List<Message> declared = new ArrayList<>();
    for (String federation : List.of("masked", "plain", "short", "refused")) {
      declared.add(GoldenBeliefs.declaration(federation, 3, 3));
    }
    declared.add(GoldenBeliefs.declaration("wild", 2, 0));
    OWED.forEach(federation -> declared.add(GoldenBeliefs.declaration(federation, WIDE, 3)));
    List<Message> samples = samples("masked", 0, ENOUGH);
    samples.addAll(samples("plain", 0, ENOUGH));
    samples.addAll(samples("short", 0, 5));
    samples.addAll(samples("refused", 0, 3));
    samples.addAll(GoldenBeliefs.wild("wild", 0, ENOUGH));
    samples.add(new Message(Topic.SAMPLES, "masked", "garbage"));
    List<Message> last = new ArrayList<>();
    OWED.forEach(federation -> last.addAll(wide(federation)));
    last.addAll(samples("later", 0, 3));
    last.addAll(List.of(masked("KEYS"), masked("SHARES"), masked("MASKED")));
    List<Message> others = new ArrayList<>(sites.shares().subList(1, 3));
    others.add(masked("SHARES"));
    return List.of(declared, samples, opened(), others, List.of(masked("MASKED")), last);
  }

  private List<Message> opened() {
    List<Message> opened = new ArrayList<>();
    opened.add(masked("KEYS"));
    opened.add(GoldenBeliefs.updates("plain", 0, 3, 3, 0));
    opened.add(GoldenBeliefs.updates("short", 0, 3, 3, 0));
    opened.add(GoldenBeliefs.updates("wild", 0, 2, 0, 0));
    opened.add(GoldenBeliefs.belief("refused", 0, "UPDATES", 3, 3, 0, -1, ""));
    OWED.forEach(federation -> opened.add(GoldenBeliefs.updates(federation, 0, WIDE, 3, 0)));
    return opened;
  }

  /** What the coordinator asks in the masked federation. */
  private Message masked(String phase) {
    String all = "[\"s\",\"t\",\"u\"]";
    String more =
        switch (phase) {
          case "KEYS" -> "";
          case "SHARES" -> ",\"threshold\":2,\"roster\":" + sites.roster();
          case "MASKED" -> ",\"threshold\":2,\"roster\":" + sites.roster() + ",\"members\":" + all;
          default ->
              ",\"threshold\":2,\"roster\":%s,\"members\":%s,\"survivors\":%s"
                  .formatted(sites.roster(), all, all);
        };
    return GoldenBeliefs.belief("masked", 0, phase, 3, 3, 0, 8, more);
  }

  @Override
  public boolean settled(Map<Topic, Map<String, JsonNode>> latest) {
    return told(latest, "masked", "MASKED_UPDATE", 0);
  }

  /** Shares are asked for when keys were said: who has said none has no part in the sum. */
  @Override
  public boolean answered(List<Message> stage, Map<Topic, Map<String, JsonNode>> latest) {
    if (stage.equals(opened())) {
      return told(latest, "masked", "KEYS", 0)
          && told(latest, "plain", "UPDATE", 0)
          && told(latest, "wild", "REFUSED", 0)
          && told(latest, "refused", "REFUSED", 0);
    }
    return !stage.equals(asked()) || isDone(latest);
  }

  private static boolean isDone(Map<Topic, Map<String, JsonNode>> latest) {
    return told(latest, "masked", "MASKED_UPDATE", 0)
        && told(latest, "plain", "UPDATE", 1)
        && told(latest, "wild", "REFUSED", 1)
        && told(latest, "refused", "REFUSED", 1)
        && told(latest, "short", "UPDATE", 0)
        && told(latest, "later", "UPDATE", 0)
        && OWED.stream().allMatch(federation -> told(latest, federation, "UPDATE", 0));
  }

  private static boolean told(
      Map<Topic, Map<String, JsonNode>> latest, String federation, String what, long round) {
    JsonNode audit = latest.get(Topic.FED_AUDIT).get(federation);
    return audit != null
        && audit.get("what").asText().equals(what)
        && audit.get("round").asLong() == round;
  }

  @Override
  public List<List<Message>> after() {
    List<Message> samples = new ArrayList<>(List.of(GoldenBeliefs.declaration("later", 3, 3)));
    samples.addAll(samples("later", 2, ENOUGH));
    samples.addAll(samples("masked", ENOUGH, ENOUGH + 2));
    samples.addAll(samples("plain", ENOUGH - 3, 2 * ENOUGH));
    samples.addAll(samples("short", 3, ENOUGH));
    samples.addAll(samples("refused", 3, 4));
    samples.addAll(GoldenBeliefs.wild("wild", ENOUGH, 2 * ENOUGH));
    return List.of(samples, asked());
  }

  private List<Message> asked() {
    List<Message> asked = new ArrayList<>();
    asked.addAll(List.of(masked("REVEALS"), masked("KEYS"), masked("MASKED")));
    asked.add(GoldenBeliefs.updates("plain", 1, 3, 3, 0.5));
    asked.add(GoldenBeliefs.updates("later", 0, 3, 3, 0));
    asked.add(GoldenBeliefs.updates("wild", 1, 2, 0, 0));
    asked.add(GoldenBeliefs.belief("refused", 1, "UPDATES", 3, 3, 0, -2, ""));
    OWED.forEach(federation -> asked.add(GoldenBeliefs.updates(federation, 0, WIDE, 3, 0)));
    return asked;
  }

  @Override
  public Set<String> learned() {
    return Set.of("numbers");
  }

  @Override
  public void check(Map<Topic, Map<String, JsonNode>> latest) {
    Map<String, JsonNode> audits = latest.get(Topic.FED_AUDIT);
    assertThat(audits.get("wild").get("reason").asText())
        .isEqualTo("training came to numbers that are not finite");
    assertThat(audits.get("refused").get("reason").asText())
        .isEqualTo("clip: must be above 0, is -2.0");
    assertThat(audits.get("masked").get("what").asText()).isEqualTo("MASKED_UPDATE");
    Map<String, JsonNode> updates = latest.get(Topic.FED_UPDATE);
    assertThat(updates)
        .containsOnlyKeys("masked", "plain", "short", "later", "wide1", "wide2", "wide3", "wide4");
    assertThat(updates.get("plain").get("round").asLong()).isEqualTo(1);
    updates.forEach(
        (federation, update) -> {
          int variables = federation.startsWith("wide") ? WIDE : 3;
          assertThat(update.get("numbers").asText())
              .hasSize((GoldenBeliefs.numbers(variables) * Integer.BYTES + 2) / 3 * 4);
        });
    // said by the same site where no job was
    assertSaid(updates.get("masked"), sites.masked().get(0), "seedCommitment", "membersDigest");
    assertSaid(
        latest.get(Topic.FED_KEYS).get("masked"), sites.keys().get(0), "maskKey", "shareKey");
    JsonNode shares = latest.get(Topic.FED_SHARES).get("masked");
    assertThat(sites.revealed().get(0).value()).contains("\"revealed\":" + shares.get("revealed"));
  }

  private static void assertSaid(JsonNode record, Message expected, String... fields) {
    for (String field : fields) {
      assertThat(expected.value())
          .contains("\"%s\":\"%s\"".formatted(field, record.get(field).asText()));
    }
  }

  private static List<Message> samples(String federation, int from, int to) {
    return GoldenBeliefs.samples(federation, from, to, 3);
  }

  private static List<Message> wide(String federation) {
    return GoldenBeliefs.samples(federation, 0, ENOUGH, WIDE);
  }
}
