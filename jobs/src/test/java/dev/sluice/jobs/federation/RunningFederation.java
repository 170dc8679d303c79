// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TestBroker;
import dev.sluice.connectors.TestCluster;
import dev.sluice.connectors.Topics;
import dev.sluice.jobs.ParsedOptions;
import dev.sluice.jobs.TestTopics;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorOptions;
import dev.sluice.jobs.federation.coordinator.CoordinatorSettings;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.federation.site.SiteOptions;
import dev.sluice.jobs.federation.site.SiteSettings;
import dev.sluice.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;

/** A coordinator and sites, each under a prefix of topics of its own, in one broker and cluster. */
final class RunningFederation {
  static final String NAME = "lab";

  private final TestCluster cluster;
  private final TestTopics centre;
  private final Path folder;
  private final Map<String, TestTopics> sites = new HashMap<>();
  private final Map<String, JobID> jobs = new HashMap<>();
  private int parallelism = 1;

  RunningFederation(TestBroker broker, TestCluster cluster, Path folder, String... sites) {
    this.cluster = cluster;
    this.folder = folder;
    Set<Topic> topics = new HashSet<>(CoordinatorJob.TOPICS);
    topics.addAll(SiteJob.COORDINATOR_TOPICS);
    centre = created(broker, List.copyOf(topics));
    for (String site : sites) {
      this.sites.put(site, created(broker, SiteJob.TOPICS));
    }
  }

  private static TestTopics created(TestBroker broker, List<Topic> topics) {
    TestTopics created = new TestTopics(broker, topics);
    Topics.create(created.settings(Delivery.AT_LEAST_ONCE), topics, 2);
    return created;
  }

  TestTopics centre() {
    return centre;
  }

  TestTopics site(String name) {
    return sites.get(name);
  }

  /** Declares the federation to the coordinator, and the same to all sites. */
  void declare(String declaration) {
    centre.send(Topic.EXPERIMENTS, NAME, declaration);
    sites.values().forEach(site -> site.send(Topic.EXPERIMENTS, NAME, declaration));
  }

  /** Sets the parallelism of what is started from now on; 1 at first. */
  void at(int parallelism) {
    this.parallelism = parallelism;
  }

  /** Starts the coordinator, anew or from a savepoint. */
  void startCoordinator(String savepoint, String... options) throws Exception {
    List<String> all = arguments(centre, options);
    CoordinatorSettings settings = ParsedOptions.exactly(new CoordinatorOptions(), all);
    jobs.put(
        "", cluster.submit(env -> CoordinatorJob.build(env, settings), parallelism, savepoint));
  }

  /** Starts a site, anew or from a savepoint. */
  void startSite(String name, String savepoint, String... options) throws Exception {
    List<String> all = arguments(sites.get(name), options);
    KafkaSettings kafka = centre.settings(Delivery.AT_LEAST_ONCE);
    all.add("--coordinator=" + kafka.bootstrap());
    all.add("--coordinator-topic-prefix=" + kafka.prefix());
    all.add("--site=" + name);
    all.add("--secret=" + secret(name));
    SiteSettings settings = ParsedOptions.exactly(new SiteOptions(), all);
    jobs.put(name, cluster.submit(env -> SiteJob.build(env, settings), parallelism, savepoint));
  }

  private static List<String> arguments(TestTopics topics, String... options) {
    KafkaSettings kafka = topics.settings(Delivery.AT_LEAST_ONCE);
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--bootstrap=" + kafka.bootstrap());
    all.add("--topic-prefix=" + kafka.prefix());
    return all;
  }

  private Path secret(String site) throws IOException {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) site.charAt(0));
    Path file = folder.resolve(site + ".secret");
    if (!Files.exists(file)) {
      Files.write(file, bytes);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    return file;
  }

  /** Stops a site, or the coordinator where the name is empty; gives the savepoint. */
  String stop(String name) throws Exception {
    return cluster.stop(jobs.get(name));
  }

  void cancel(String name) throws Exception {
    cluster.cancel(jobs.get(name));
  }

  void cancelAll() throws Exception {
    for (String name : List.copyOf(jobs.keySet())) {
      cancel(name);
    }
  }

  /** Waits for something that the coordinator says. */
  JsonNode said(Predicate<JsonNode> is) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> centre.latest(Topic.FED_BELIEF).get(NAME),
            belief -> belief != null && is.test(belief));
  }

  /** Waits for the end of the last round. */
  JsonNode ended() {
    return said(belief -> belief.get("phase").asText().equals("ENDED"));
  }
}
