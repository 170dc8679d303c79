// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.cluster.Chaos.Kill;
import dev.sluice.cluster.FlinkCommand.Submission;
import dev.sluice.cluster.workload.JobSettings;
import dev.sluice.cluster.workload.Message.Fate;
import dev.sluice.cluster.workload.Workload;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.workbench.local.Accounts;
import dev.sluice.workbench.topics.TopicCreation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Jobs on a cluster whose processes are killed while numbered records flow, and what came of it.
 *
 * @param plan what is run
 * @param told takes a line for everything that happens
 */
record ChaosRun(Plan plan, Consumer<String> told) {
  private static final double TOLERANCE = 1e-9;

  /**
   * What is run.
   *
   * @param workloads the jobs
   * @param parallelism of each
   * @param delivery of their results: exactly-once or at-least-once
   * @param kills how many processes are killed
   * @param seed decides which and when
   * @param stepsPerSecond how fast records come, see {@link Workload#step}
   */
  record Plan(
      List<Workload> workloads,
      int parallelism,
      String delivery,
      int kills,
      long seed,
      int stepsPerSecond) {

    boolean isExactlyOnce() {
      return delivery.equals("exactly-once");
    }
  }

  /**
   * What came of it.
   *
   * @param kills in their order
   * @param steps how many were sent to each job
   * @param accounts of each job in the end
   * @param repeated of each job, results and dead letters that came more than once or behind later
   *     ones; with exactly-once delivery these are differences
   * @param differences everything that is not as it has to be, by job; empty if nothing is
   */
  record Result(
      List<Kill> kills,
      long steps,
      Map<String, Accounts> accounts,
      Map<String, Integer> repeated,
      Map<String, List<String>> differences) {}

  /** What is done to running jobs while records flow. */
  interface Disturbance {
    /**
     * Does it, until all jobs have recovered.
     *
     * @return what was killed
     */
    List<Kill> disturb(Map<Workload, ClusterJob> jobs) throws Exception;
  }

  /** Kills processes of a cluster of at least as many slots as the jobs need. */
  Result on(Cluster cluster) throws Exception {
    return on(
        cluster,
        jobs ->
            new Chaos(
                    cluster,
                    List.copyOf(jobs.values()),
                    plan.seed(),
                    kill -> told.accept(kill.toString()))
                .run(plan.kills()));
  }

  /** Disturbs the jobs otherwise. */
  Result on(Cluster cluster, Disturbance disturbance) throws Exception {
    Map<Workload, String> prefixes = new LinkedHashMap<>();
    for (Workload workload : plan.workloads()) {
      prefixes.put(workload, "chaos." + workload.name() + ".");
      TopicCreation.create(kafka(cluster, prefixes.get(workload)), workload.topics());
    }
    String bootstrap = cluster.broker().bootstrap();
    try (Traffic traffic = Traffic.declare(bootstrap, prefixes)) {
      Map<Workload, ClusterJob> jobs = new LinkedHashMap<>();
      prefixes.forEach(
          (workload, prefix) ->
              jobs.put(workload, new ClusterJob(cluster, submission(cluster, workload, prefix))));
      cluster.flink().runAll(List.copyOf(jobs.values()));
      jobs.values().forEach(job -> job.awaitCheckpoint(0));
      told.accept("all jobs run");
      traffic.start(plan.stepsPerSecond());
      List<Kill> kills = disturbance.disturb(jobs);
      long steps = traffic.finish();
      told.accept(steps + " steps sent");
      return check(cluster, jobs, prefixes, traffic, kills, steps);
    }
  }

  private Submission submission(Cluster cluster, Workload workload, String prefix) {
    Path jar = cluster.installation().jobsJar();
    return new Submission(
        jar,
        workload.main(),
        JobSettings.arguments(workload, cluster.broker().bootstrap(), prefix, plan.delivery()),
        plan.parallelism());
  }

  private Result check(
      Cluster cluster,
      Map<Workload, ClusterJob> jobs,
      Map<Workload, String> prefixes,
      Traffic traffic,
      List<Kill> kills,
      long steps)
      throws Exception {
    Map<String, Accounts> accounts = new TreeMap<>();
    Map<String, Integer> repeated = new TreeMap<>();
    Map<String, List<String>> differences = new TreeMap<>();
    Map<Workload, Outcome> outcomes = new LinkedHashMap<>();
    prefixes.forEach(
        (workload, prefix) ->
            outcomes.put(workload, new Outcome(workload, kafka(cluster, prefix))));
    try (Twins twins = Twins.start(jobs.size())) {
      for (Outcome outcome : outcomes.values()) {
        if (outcome.workload().batch(steps).isEmpty()) {
          twins.begin(outcome);
        }
      }
      for (Map.Entry<Workload, ClusterJob> entry : jobs.entrySet()) {
        Workload workload = entry.getKey();
        Outcome outcome = outcomes.get(workload);
        List<String> found = new ArrayList<>();
        Accounts wanted = accounts(traffic, workload);
        Accounts counted = counted(cluster, entry.getValue(), wanted, found);
        accounts.put(workload.name(), counted);
        found.addAll(results(outcome, steps, twins, cluster.patience()));
        entry.getValue().awaitCheckpoint(System.currentTimeMillis());
        List<String> again = outcome.repeated();
        repeated.put(workload.name(), again.size());
        if (plan.isExactlyOnce()) {
          found.addAll(again);
        }
        found.addAll(outcome.missing());
        found.addAll(workload.faults(steps, outcome.latest()));
        differences.put(workload.name(), found);
        told.accept("%s: %s, %s".formatted(workload.name(), counted, found));
      }
    }
    return new Result(kills, steps, accounts, repeated, differences);
  }

  /** What has to be counted: the records of the topics, by what was sent. */
  static Accounts accounts(Traffic traffic, Workload workload) {
    long accepted = traffic.sent(workload, Fate.ACCEPTED);
    long deadLettered = traffic.sent(workload, Fate.DEAD_LETTER);
    long duplicate = traffic.sent(workload, Fate.DUPLICATE);
    long waiting = traffic.sent(workload, Fate.WAITING);
    return new Accounts(
        accepted + deadLettered + duplicate + waiting,
        accepted,
        deadLettered,
        0,
        duplicate,
        waiting);
  }

  private static Accounts counted(
      Cluster cluster, ClusterJob job, Accounts wanted, List<String> found) throws Exception {
    try {
      cluster
          .patience()
          .await(
              "the accounts",
              () -> Accounts.of(cluster.rest().counts(job.id())).equals(wanted),
              wanted::toString);
    } catch (IllegalStateException e) {
      found.add(
          "accounts are %s and should be %s"
              .formatted(Accounts.of(cluster.rest().counts(job.id())), wanted));
    }
    return Accounts.of(cluster.rest().counts(job.id()));
  }

  /**
   * In what the results differ from those of a run in one piece, once they are there.
   *
   * @param twins with that of the job, if it has no other reference
   */
  static List<String> results(Outcome outcome, long steps, Twins twins, Patience patience) {
    var batch = outcome.workload().batch(steps);
    if (batch.isEmpty()) {
      return twins.differences(outcome, patience);
    }
    try {
      patience.await(
          "the results", () -> Difference.between(batch, outcome.latest(), TOLERANCE).isEmpty());
    } catch (IllegalStateException e) {
      return Difference.between(batch, outcome.latest(), TOLERANCE);
    }
    return List.of();
  }

  private static KafkaSettings kafka(Cluster cluster, String prefix) {
    return JobSettings.kafka(cluster.broker().bootstrap(), prefix);
  }
}
