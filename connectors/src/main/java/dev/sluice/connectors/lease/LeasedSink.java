// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

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
import org.apache.flink.connector.kafka.sink.TwoPhaseCommittingStatefulSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * A transactional sink that begins only where its job has the lease of its transactional ids, and
 * of those in the state that it goes on from: it aborts and commits what it finds there. State is
 * that of the sink within.
 *
 * @param <T> what is written
 */
public final class LeasedSink<T>
    implements TwoPhaseCommittingStatefulSink<T, KafkaWriterState, KafkaCommittable>,
        SupportsPostCommitTopology<KafkaCommittable>,
        LineageVertexProvider {
  private static final long serialVersionUID = 1L;

  private final KafkaSink<T> sink;
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
    this.sink = sink;
    this.terms = terms;
    this.name = name;
  }

  @Override
  public PrecommittingStatefulSinkWriter<T, KafkaWriterState, KafkaCommittable> createWriter(
      WriterInitContext context) throws IOException {
    return restoreWriter(context, List.of());
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
      return new LeasedWriter<>(
          state.isEmpty() ? sink.createWriter(context) : sink.restoreWriter(context, state),
          leases);
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
      return new LeasedCommitter(sink.createCommitter(context), leases, this::leaseOfId);
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

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return sink.getWriterStateSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    sink.addPostCommitTopology(committed);
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
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
