// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a job does with Kafka, and so what its user must be allowed to do.
 *
 * @param user how the user's name ends
 * @param job name of the job, with which groups and transactions begin
 * @param topics what it reads and writes
 * @param inputs what of it is read
 * @param blind what of it is written and must not be read, as others write there too; so that it
 *     can be written at least once only
 */
public record JobAccess(
    String user, String job, List<Topic> topics, List<Topic> inputs, List<Topic> blind) {

  /** What a job does by a user of its own name. */
  public JobAccess(String job, List<Topic> topics, List<Topic> inputs) {
    this(job, job, topics, inputs, List.of());
  }

  /**
   * The least rights with which the job runs, exactly-once delivery included but for what is
   * written blindly.
   *
   * @param prefix of the topics' names
   * @param user who runs the job
   */
  public List<AclBinding> rights(String prefix, String user) {
    List<AclBinding> rights = new ArrayList<>();
    for (Topic topic : topics) {
      ResourcePattern name = literal(prefix, topic);
      allow(rights, user, name, AclOperation.DESCRIBE);
      // Of its own output the sink asks which transactions are open, to end what an earlier attempt
      // of the job has left; whoever asks must be allowed to read.
      if (!blind.contains(topic)) {
        allow(rights, user, name, AclOperation.READ);
      }
      if (!inputs.contains(topic)) {
        allow(rights, user, name, AclOperation.WRITE);
      }
    }
    ResourcePattern groups = prefixed(ResourceType.GROUP, prefix + job);
    allow(rights, user, groups, AclOperation.DESCRIBE);
    allow(rights, user, groups, AclOperation.READ);
    ResourcePattern transactions = prefixed(ResourceType.TRANSACTIONAL_ID, prefix + job + "-");
    allow(rights, user, transactions, AclOperation.DESCRIBE);
    allow(rights, user, transactions, AclOperation.WRITE);
    return rights;
  }

  private static ResourcePattern literal(String prefix, Topic topic) {
    return new ResourcePattern(ResourceType.TOPIC, topic.name(prefix), PatternType.LITERAL);
  }

  private static ResourcePattern prefixed(ResourceType type, String name) {
    return new ResourcePattern(type, name, PatternType.PREFIXED);
  }

  private static void allow(
      List<AclBinding> rights, String user, ResourcePattern pattern, AclOperation operation) {
    rights.add(
        new AclBinding(
            pattern,
            new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
  }
}
