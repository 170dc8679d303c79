// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.connectors.wire.UnavailableException;
import java.util.Collection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;

/** What users of a broker may do. */
final class Rights {

  private Rights() {}

  /**
   * Grants rights; those that are granted already stay so.
   *
   * @throws UnavailableException if no broker answers within 8 s, or if it refuses, as one does
   *     that has no authorizer
   */
  static void grant(KafkaSettings settings, Collection<AclBinding> rights) {
    try (Admin admin = Topics.admin(settings)) {
      Topics.get(admin.createAcls(rights).all(), settings);
    }
  }
}
