// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import dev.sluice.models.random.KeyedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Kills processes of a cluster at times that a seed decides. Each block of three kills has one of
 * every kind; what was killed is started again, and the next kill comes when all jobs have
 * recovered and some time has passed.
 */
final class Chaos {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final List<ClusterJob> jobs;
  private final long seed;
  private final Consumer<Kill> told;
  private final long begin = System.nanoTime();

  /**
   * Who does it to whom.
   *
   * @param jobs that have to recover
   * @param told takes every kill when all jobs have recovered
   */
  Chaos(Cluster cluster, List<ClusterJob> jobs, long seed, Consumer<Kill> told) {
    this.cluster = cluster;
    this.jobs = jobs;
    this.seed = seed;
    this.told = told;
  }

  /** The kinds of process. */
  enum Victim {
    TASK_MANAGER,
    JOB_MANAGER,
    BROKER
  }

  /**
   * A process that was killed.
   *
   * @param number of the kill, from 0
   * @param at seconds since the beginning
   * @param down seconds until it was started again, chosen by the seed
   * @param recovery seconds from the kill until every job had completed a checkpoint that began
   *     when the process was there again: records flow and are committed
   */
  record Kill(int number, Victim victim, double at, double down, double recovery) {}

  /** Kills so many processes. */
  List<Kill> run(int kills) {
    List<Kill> done = new ArrayList<>();
    for (int number = 0; number < kills; number++) {
      UniformRandomProvider random = KeyedRandom.of(seed, "kill", number);
      LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
      long down = random.nextLong(LONGEST_PAUSE.toNanos());
      Victim victim = victim(seed, number);
      long killed = System.nanoTime();
      switch (victim) {
        case TASK_MANAGER -> killTaskManager(random.nextInt(cluster.taskManagers()), down);
        case JOB_MANAGER -> killJobManager(down);
        case BROKER -> killBroker(down);
      }
      Kill kill =
          new Kill(
              number,
              victim,
              seconds(killed - begin),
              seconds(down),
              seconds(System.nanoTime() - killed));
      done.add(kill);
      told.accept(kill);
    }
    return done;
  }

  /** Who is killed: one of each kind in every three, in an order that the seed decides. */
  static Victim victim(long seed, int number) {
    List<Victim> order = new ArrayList<>(List.of(Victim.values()));
    UniformRandomProvider random = KeyedRandom.of(seed, "order", number / order.size());
    for (int skip = number % order.size(); skip > 0; skip--) {
      order.remove(random.nextInt(order.size()));
    }
    return order.get(random.nextInt(order.size()));
  }

  private void killTaskManager(int number, long down) {
    cluster.taskManager(number).kill();
    LockSupport.parkNanos(down);
    cluster.startTaskManager(number);
    awaitCheckpoints();
  }

  private void killJobManager(long down) {
    cluster.jobManager().kill();
    LockSupport.parkNanos(down);
    cluster.startJobManager();
    cluster.awaitSlots();
    jobs.forEach(ClusterJob::takeNewestCheckpoint);
    cluster.flink().runAll(jobs);
    awaitCheckpoints();
  }

  private void killBroker(long down) {
    cluster.broker().kill();
    LockSupport.parkNanos(down);
    cluster.broker().start();
    awaitCheckpoints();
  }

  private void awaitCheckpoints() {
    long since = System.currentTimeMillis();
    jobs.forEach(job -> job.awaitCheckpoint(since));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }
}
