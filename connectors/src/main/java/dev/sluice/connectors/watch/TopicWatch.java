// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again, on a thread of its own, whether topics are there: to a producer a topic
 * that was deleted is one that may come at any moment, so that it waits and says nothing of it.
 *
 * <p>A topic is missing when the first look has not found it, or later two in a row, since brokers
 * learn of a new one one after the other. Where a broker does not answer, or does not let anybody
 * ask, what was known stays.
 */
public final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final Duration INTERVAL_WHILE_MISSING = Duration.ofSeconds(1);

  private final Map<String, Object> client;
  private final List<String> topics;
  private final Thread thread;
  private final Set<String> suspects = new TreeSet<>();
  private final Set<String> missing = new TreeSet<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private volatile int count;

  private TopicWatch(Map<String, String> properties, List<String> topics) {
    client = new HashMap<>(properties);
    this.topics = List.copyOf(topics);
    thread = new Thread(this::run, "watch of " + String.join(", ", topics));
    thread.setDaemon(true);
  }

  /**
   * Begins to look.
   *
   * @param properties of a client of Kafka
   * @param topics full names
   */
  public static TopicWatch begin(Map<String, String> properties, List<String> topics) {
    TopicWatch watch = new TopicWatch(properties, topics);
    watch.thread.start();
    return watch;
  }

  /** How many of the topics are not there. */
  public int missing() {
    return count;
  }

  /**
   * Waits for the first look, but not for long: what fails at once could not say what is missing.
   */
  void awaitFirstLook() {
    try {
      boolean unused = first.await(FIRST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ceases to look. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        try {
          lookAgainAndAgain();
        } catch (KafkaException e) {
          LOG.debug("Cannot ask whether {} are there", topics, e);
          pause();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAgainAndAgain() throws InterruptedException {
    Admin admin = Admin.create(client);
    try {
      while (true) {
        look(admin);
        first.countDown();
        pause();
      }
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  private void pause() throws InterruptedException {
    Duration pause = suspects.isEmpty() ? INTERVAL : INTERVAL_WHILE_MISSING;
    TimeUnit.MILLISECONDS.sleep(pause.toMillis());
  }

  private void look(Admin admin) throws InterruptedException {
    DescribeTopicsResult found = admin.describeTopics(topics);
    for (Map.Entry<String, KafkaFuture<TopicDescription>> each :
        found.topicNameValues().entrySet()) {
      try {
        each.getValue().get();
        isThere(each.getKey());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          isNotFound(each.getKey());
        }
      }
    }
    count = missing.size();
  }

  private void isThere(String topic) {
    suspects.remove(topic);
    if (missing.remove(topic)) {
      LOG.info("Topic {} is there again; what waited for it is written.", topic);
    }
  }

  private void isNotFound(String topic) {
    boolean isFirst = first.getCount() > 0;
    if ((!suspects.add(topic) || isFirst) && missing.add(topic)) {
      LOG.warn(
          "Topic {}, to which this job writes, is not there: what is written waits, and after"
              + " delivery.timeout.ms (two minutes) the job fails and starts again. Create it with"
              + " the settings that it had.",
          topic);
    }
  }
}
