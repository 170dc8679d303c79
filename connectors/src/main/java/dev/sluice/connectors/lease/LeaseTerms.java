// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What a lease is about.
 *
 * @param name what the transactional ids begin with
 * @param topic a topic that the job may write into; nothing is read from it
 * @param patience how long another job that has the lease may take to end
 * @param properties of Kafka's clients, {@code bootstrap.servers} among them
 */
public record LeaseTerms(
    String name, String topic, Duration patience, Map<String, String> properties)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The least that a broker accepts, unless it is configured otherwise. */
  private static final int SESSION_MILLIS = 6_000;

  /** Kafka's recommendation. */
  private static final int HEARTBEATS_PER_SESSION = 3;

  private static final String SESSION = "session.timeout.ms";
  private static final String HEARTBEAT = "heartbeat.interval.ms";

  /** The consumer group whose members have the lease. */
  String group() {
    return name + "-lease";
  }

  LeaseTerms of(String other) {
    return new LeaseTerms(other, topic, patience, properties);
  }

  LeaseTerms withPatience(Duration other) {
    return new LeaseTerms(name, topic, other, properties);
  }

  /** Properties of the member. */
  Map<String, Object> member(String clientId) {
    Map<String, Object> member = new HashMap<>(properties);
    String session = properties.getOrDefault(SESSION, String.valueOf(SESSION_MILLIS));
    member.put(SESSION, session);
    member.putIfAbsent(
        HEARTBEAT, String.valueOf(Integer.parseInt(session.trim()) / HEARTBEATS_PER_SESSION));
    member.put("group.id", group());
    member.put("client.id", clientId);
    // The newer protocol needs newer brokers, and knows no assignment by members.
    member.put("group.protocol", "classic");
    member.put("partition.assignment.strategy", LeaseAssignor.class.getName());
    member.put("enable.auto.commit", "false");
    member.put("allow.auto.create.topics", "false");
    return member;
  }
}
