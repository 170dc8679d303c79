// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;

/** Gives no member of a group anything to read: whoever holds a lease only belongs to the group. */
public final class LeaseAssignor implements ConsumerPartitionAssignor {

  /** For Kafka's consumer, which makes it by name. */
  public LeaseAssignor() {}

  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
    Map<String, Assignment> nothing = new HashMap<>();
    group.groupSubscription().keySet().forEach(id -> nothing.put(id, new Assignment(List.of())));
    return new GroupAssignment(nothing);
  }

  @Override
  public String name() {
    return "lease";
  }
}
