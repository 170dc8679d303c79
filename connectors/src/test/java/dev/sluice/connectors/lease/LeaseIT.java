// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import static dev.sluice.connectors.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.connectors.SecureBroker;
import dev.sluice.connectors.wire.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who has a lease, and who is told that another has it. */
class LeaseIT {
  @RegisterExtension private static final SecureBroker BROKER = SecureBroker.shared();

  private static final Duration SHORT = Duration.ofSeconds(2);

  @Test
  void ofManyThatComeAtOnceOneHasIt() throws Exception {
    create("many");
    ExecutorService jobs = Executors.newCachedThreadPool();
    List<Future<Lease>> asked = new ArrayList<>();
    for (int job = 0; job < 4; job++) {
      String id = "job" + job;
      asked.add(jobs.submit(() -> Lease.hold(plain("many"), id)));
    }
    List<Lease> held = new ArrayList<>();
    int refused = 0;
    for (Future<Lease> each : asked) {
      try {
        held.add(each.get());
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(LeaseTakenException.class);
        refused++;
      }
    }
    jobs.shutdown();
    assertThat(held).hasSizeLessThanOrEqualTo(1);
    assertThat(held.size() + refused).isEqualTo(4);
    held.forEach(Lease::release);
  }

  @Test
  void theSameJobGoesOnAtOnceAndAnotherWhenTheSessionHasEnded() throws Exception {
    create("next");
    Lease.hold(plain("next"), "first").release();
    Lease again = Lease.hold(plain("next").withPatience(Duration.ZERO), "first");
    assertThatThrownBy(() -> Lease.hold(plain("next").withPatience(Duration.ZERO), "second"))
        .isInstanceOf(LeaseTakenException.class)
        .hasMessageContaining("next… belong to job first");
    again.release();

    Lease second = Lease.hold(plain("next").withPatience(Duration.ofSeconds(30)), "second");

    second.release();
  }

  @Test
  void rightsToReadTheGroupAndToKnowTheTopicAreEnough() throws Exception {
    create("rights");
    Map<String, String> guest =
        new HashMap<>(BROKER.login(SecureBroker.GUEST, SecureBroker.password(SecureBroker.GUEST)));
    guest.put("bootstrap.servers", BROKER.users());
    guest.put("session.timeout.ms", "1000");
    LeaseTerms terms = new LeaseTerms("rights", "rights", SHORT, guest);
    assertThatThrownBy(() -> Lease.hold(terms, "job"))
        .isInstanceOf(UnavailableException.class)
        .hasMessage(
            "consumer group rights-lease: exactly-once delivery needs the right to read it");
    List<AclBinding> rights =
        List.of(
            allow(ResourceType.GROUP, PatternType.PREFIXED, AclOperation.READ),
            allow(ResourceType.TOPIC, PatternType.LITERAL, AclOperation.WRITE));
    try (Admin admin = BROKER.admin()) {
      admin.createAcls(rights).all().get();
      // The controller has them; the broker, which checks them, learns of them after that.
      await()
          .atMost(PATIENCE)
          .until(() -> admin.describeAcls(AclBindingFilter.ANY).values().get().containsAll(rights));
    }

    Lease held = Lease.hold(terms, "job");

    held.release();
  }

  private static AclBinding allow(ResourceType type, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, "rights", pattern),
        new AccessControlEntry(
            "User:" + SecureBroker.GUEST, "*", operation, AclPermissionType.ALLOW));
  }

  private static LeaseTerms plain(String name) {
    return new LeaseTerms(
        name,
        name,
        SHORT,
        Map.of("bootstrap.servers", BROKER.plain(), "session.timeout.ms", "1000"));
  }

  private static void create(String topic) throws Exception {
    try (Admin admin = BROKER.admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }
}
