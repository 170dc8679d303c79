// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import java.io.IOException;
import java.util.Collection;
import java.util.function.UnaryOperator;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;

/**
 * A committer that commits only what its job has the lease of. After a restore it is the first to
 * touch the transactions in the state, before any writer is open.
 */
@SuppressWarnings("try") // Flink lets a committer close with any exception
record LeasedCommitter(
    Committer<KafkaCommittable> committer, LeasedSink.Leases leases, UnaryOperator<String> leaseOf)
    implements Committer<KafkaCommittable> {

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    for (CommitRequest<KafkaCommittable> request : requests) {
      leases.hold(leaseOf.apply(request.getCommittable().getTransactionalId()));
    }
    committer.commit(requests);
  }

  @Override
  public void close() throws Exception {
    try (leases) {
      committer.close();
    }
  }
}
