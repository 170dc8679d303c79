// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.workload;

import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.RingVector;
import dev.sluice.models.federation.statistics.MinimumCounts;
import dev.sluice.models.federation.statistics.Room;
import dev.sluice.models.federation.statistics.StatisticSums;
import dev.sluice.models.federation.statistics.StatisticsAgreement;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A site of federations, which shares counts of its samples. What a site adds to a round depends on
 * when the round opens among its samples; so every {@link Workload#ROUND} steps begin another
 * federation of one round, which the site may join with all its samples only. Then it does not
 * matter what comes first.
 *
 * <p>Its messages may come twice, as they are sent at least once: nothing grows.
 */
final class SiteWorkload implements Workload {
  private static final int VARIABLES = 3;
  private static final int CATEGORIES = 3;
  private static final int PARENTS = 2;
  private static final int MINIMUM_ROWS = 10;
  private static final int SECRET_BYTES = 32;
  private static final Domain DOMAIN = Domain.categorical(CATEGORIES, CATEGORIES, CATEGORIES);
  private static final StatisticsAgreement AGREEMENT =
      StatisticsAgreement.categorical(
          Samples.names(VARIABLES), DOMAIN, StatisticsAgreement.singleTargets(VARIABLES), PARENTS);

  /** Nothing is masked, but there is no site without one. */
  private final Path secret;

  SiteWorkload() {
    try {
      secret = Files.createTempFile("sluice-site-", ".secret"); // nobody else can read it
      Files.write(secret, new byte[SECRET_BYTES]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    secret.toFile().deleteOnExit();
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
  public List<String> options() {
    return List.of(
        "--site=north",
        "--secret=" + secret,
        "--share=statistics",
        "--new-samples=" + ROUND,
        "--minimum-rows=" + MINIMUM_ROWS,
        "--waiting-time=1d");
  }

  @Override
  public List<String> topicOptions(String bootstrap, String prefix) {
    List<String> all = new ArrayList<>(Workload.super.topicOptions(bootstrap, prefix));
    all.addAll(coordinator(bootstrap, prefix));
    return all;
  }

  /** Its topics are beside the site's. */
  private static List<String> coordinator(String bootstrap, String prefix) {
    return List.of("--coordinator=" + bootstrap, "--coordinator-topic-prefix=" + prefix);
  }

  @Override
  public List<Topic> topics() {
    return Stream.concat(SiteJob.TOPICS.stream(), SiteJob.COORDINATOR_TOPICS.stream()).toList();
  }

  @Override
  public List<Topic> inputs() {
    return List.of(Topic.EXPERIMENTS, Topic.FED_BELIEF, Topic.SAMPLES);
  }

  @Override
  public Map<Topic, String> growing() {
    return Map.of();
  }

  @Override
  public List<Topic> latest() {
    return List.of(Topic.FED_UPDATE);
  }

  @Override
  public List<Message> declarations() {
    return List.of();
  }

  @Override
  public List<Message> step(long number) {
    List<Message> messages = new ArrayList<>();
    if (number % ROUND == 0) {
      String federation = federation(number);
      messages.add(Samples.declaration(federation, VARIABLES, CATEGORIES, "AB", "BC"));
      messages.add(opening(federation));
    }
    messages.addAll(Numbered.step(number, SiteWorkload::sample, Samples::undeclared));
    return messages;
  }

  private static String federation(long number) {
    return "shared-" + number / ROUND;
  }

  private static Message opening(String federation) {
    String variables =
        AGREEMENT.variables().stream()
            .map(name -> "{\"name\":\"%s\",\"categories\":%d}".formatted(name, CATEGORIES))
            .collect(Collectors.joining(",", "[", "]"));
    Room room = AGREEMENT.room();
    return new Message(
        Topic.FED_BELIEF,
        federation,
        """
        {"federation":"%s","round":0,"phase":"UPDATES","at":0,"shared":"STATISTICS",\
        "minimumSites":2,"variables":%s,\
        "agreement":{"words":%d,"maxRows":%d,"maxSites":%d,"maxParents":%d}}"""
            .formatted(
                federation, variables, room.words(), room.maxRows(), room.maxSites(), PARENTS),
        Fate.ACCEPTED);
  }

  private static Message sample(long number) {
    return Samples.sample(federation(number), number, target(number), values(number));
  }

  private static int target(long number) {
    return number % 2 == 0 ? -1 : (int) (number / 2 % VARIABLES);
  }

  private static double[] values(long number) {
    UniformRandomProvider random = KeyedRandom.of(1, "counts", number);
    double[] x = new double[VARIABLES];
    for (int v = 0; v < VARIABLES; v++) {
      boolean follows = v > 0 && target(number) != v && random.nextDouble() < .8;
      x[v] = follows ? x[v - 1] : random.nextInt(CATEGORIES);
    }
    return x;
  }

  @Override
  public void build(StreamExecutionEnvironment env, KafkaSettings kafka) {
    List<String> options = new ArrayList<>(options());
    options.addAll(coordinator(kafka.bootstrap(), kafka.prefix()));
    SiteJob.build(env, JobSettings.of(new SiteOptions(), kafka, options));
  }

  @Override
  public Map<Topic, Map<String, Map<String, Object>>> batch(long steps) {
    Map<String, Map<String, Object>> updates = new HashMap<>();
    for (long first = 0; first + ROUND <= steps; first += ROUND) {
      updates.put(
          federation(first),
          Map.of(
              "round",
              0,
              "site",
              "north",
              "words",
              AGREEMENT.room().words(),
              "numbers",
              sum(first)));
    }
    return Map.of(Topic.FED_UPDATE, updates);
  }

  /** What the samples of a federation add up to, as a record has it. */
  private static String sum(long first) {
    SufficientStatistics none = SufficientStatistics.empty(DOMAIN);
    SufficientStatistics all = none.copy();
    for (long n = first; n < first + ROUND; n++) {
      VariableSet targets = target(n) < 0 ? VariableSet.EMPTY : VariableSet.of(target(n));
      all.observe(DOMAIN, values(n), targets, 1);
    }
    RingVector numbers =
        StatisticSums.contribution(AGREEMENT, all, none, new MinimumCounts(MINIMUM_ROWS)).numbers();
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.values().length);
    for (int i = 0; i < numbers.length(); i++) {
      for (int word = numbers.words() - 1; word >= 0; word--) {
        bytes.putInt(numbers.values()[i * numbers.words() + word]);
      }
    }
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
