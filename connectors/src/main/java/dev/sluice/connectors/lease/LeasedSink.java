// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import dev.sluice.connectors.sink.SinkAround;
import dev.sluice.connectors.sink.WriterAround;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.InitContext;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;

/**
 * A transactional sink that begins only where its job has the lease of its transactional ids, and
 * of those in the state that it goes on from: it aborts and commits what it finds there. State is
 * that of the sink within.
 *
 * @param <T> what is written
 */
public final class LeasedSink<T> extends SinkAround<T, KafkaSink<T>> {
  private static final long serialVersionUID = 1L;

  private final LeaseTerms terms;
  private final String name;

  /**
   * A sink.
   *
   * @param sink whose transactional ids begin with the name of the lease and its own
   * @param terms of the lease that all sinks of the job share
   * @param name of the sink, unique within the job: what follows the lease's in transactional ids
   */
  public LeasedSink(KafkaSink<T> sink, LeaseTerms terms, String name) {
    super(sink);
    this.terms = terms;
    this.name = name;
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) throws IOException {
    Leases leases = leases(context);
    try {
      leases.hold(terms.name());
      for (KafkaWriterState each : state) {
        leases.hold(leaseOf(each.getTransactionalIdPrefix()));
      }
      var writer = writer(context, state);
      return new WriterAround<>(new WriterAround<>(writer, new OpenedAdmin(writer)), leases);
    } catch (IOException | RuntimeException e) {
      leases.close();
      throw e;
    }
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    Leases leases = leases(context);
    try {
      leases.hold(terms.name());
      return new LeasedCommitter(super.createCommitter(context), leases, this::leaseOfId);
    } catch (IOException | RuntimeException e) {
      leases.close();
      throw e;
    }
  }

  private Leases leases(InitContext context) {
    return new Leases(terms, context.getJobInfo().getJobId().toString());
  }

  /** The lease that ids with this prefix belong to; also those of before there were leases. */
  private String leaseOf(String prefix) {
    return prefix.endsWith(name) ? prefix.substring(0, prefix.length() - name.length()) : prefix;
  }

  /** The same for an id, which ends with the numbers of a subtask and of a transaction. */
  private String leaseOfId(String transactionalId) {
    return leaseOf(transactionalId.replaceFirst("-\\d+-\\d+$", ""));
  }

  /** The leases of one writer or committer. */
  static final class Leases implements AutoCloseable {
    private final LeaseTerms terms;
    private final String job;
    private final List<Lease> held = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    private Leases(LeaseTerms terms, String job) {
      this.terms = terms;
      this.job = job;
    }

    /** Waits for a lease, unless it is held already. */
    void hold(String lease) throws IOException {
      if (names.contains(lease)) {
        return;
      }
      try {
        held.add(Lease.hold(terms.of(lease), job));
        names.add(lease);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for the lease of " + lease, e);
      }
    }

    @Override
    public void close() {
      held.forEach(Lease::release);
      held.clear();
      names.clear();
    }
  }
}
