// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import dev.sluice.connectors.wire.UnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right of one job to write with transactional ids of one beginning. Kafka gives an id to
 * whoever asks last, and a sink begins by aborting what it finds open under its ids: with two jobs
 * the one that has run all the while would lose what it has not committed. So whoever comes second
 * must know before it touches anything.
 *
 * <p>Each TaskManager that writes for a job is a member of a consumer group of the lease's own
 * name, with the job's id in its client id. A job may write once it is a member and then sees no
 * member of another job: of two that look at once at least one sees the other, because the group's
 * coordinator does one thing after the other. Who sees another job steps back and waits; when that
 * has not gone after the given patience, {@link LeaseTakenException} ends the job that came later.
 * It was never a member while it waited, so that a restart of the job that has the lease passes by
 * it.
 *
 * <p>A member that is killed, or whose task ends, belongs to the group until its session ends: the
 * same job goes on without waiting, another one waits that long. The lease of a job that cannot
 * come back within a session is free.
 *
 * <p>A group needs no topic of its own, no further right than to read groups, and ends by itself.
 * Rejected: a transactional producer, which fences the older, not the newer; a lock in a topic,
 * which has no end when its owner dies; a listing of open transactions, of which an idle job has
 * none.
 */
final class Lease {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final String CLIENT = "lease";
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PAUSE_MILLIS = 500;
  private static final Duration CLOSE = Duration.ofSeconds(1);

  /** The leases of this process. */
  private static final Map<String, Lease> OPEN = new HashMap<>();

  private final String key;
  private final LeaseTerms terms;
  private final String job;
  private final CompletableFuture<Void> held = new CompletableFuture<>();
  private final Thread thread;
  private final String clientId;
  private int holders;
  private volatile boolean released;

  private Lease(String key, LeaseTerms terms, String job) {
    this.key = key;
    this.terms = terms;
    this.job = job;
    clientId = "%s-%s-%08x".formatted(CLIENT, job, ThreadLocalRandom.current().nextInt());
    thread = new Thread(this::run, terms.group());
    thread.setDaemon(true);
  }

  /**
   * Waits until a job has a lease. Whoever asks releases it when it ceases to write.
   *
   * @param job the job's id, hexadecimal
   * @throws LeaseTakenException if another job has it
   * @throws UnavailableException if Kafka cannot be asked
   */
  static Lease hold(LeaseTerms terms, String job) throws InterruptedException {
    Lease lease = open(terms, job);
    try {
      lease.held.get();
      return lease;
    } catch (ExecutionException e) {
      lease.release();
      if (e.getCause() instanceof LeaseTakenException taken) {
        throw new LeaseTakenException(taken.getMessage());
      }
      throw new UnavailableException(e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      lease.release();
      throw e;
    }
  }

  private static Lease open(LeaseTerms terms, String job) {
    String key = job + ' ' + terms.name();
    synchronized (OPEN) {
      Lease lease = OPEN.get(key);
      if (lease == null) {
        lease = new Lease(key, terms, job);
        OPEN.put(key, lease);
        lease.thread.start();
      }
      lease.holders++;
      return lease;
    }
  }

  /** Says that one of those who asked needs it no more. */
  void release() {
    synchronized (OPEN) {
      holders--;
      if (holders == 0) {
        released = true;
        OPEN.remove(key, this);
        thread.interrupt();
      }
    }
  }

  private void run() {
    long deadline = System.nanoTime() + terms.patience().toNanos();
    try (Admin admin = Admin.create(Map.copyOf(terms.properties()))) {
      while (!released) {
        Optional<MemberDescription> other = other(members(admin));
        if (other.isEmpty()) {
          other = join(admin);
        }
        if (other.isPresent()) {
          stepBack(other.get(), deadline);
        }
      }
    } catch (InterruptedException | InterruptException e) {
      held.completeExceptionally(e); // released: nobody waits
    } catch (RuntimeException e) {
      synchronized (OPEN) {
        OPEN.remove(key, this); // whoever asks next begins anew
      }
      held.completeExceptionally(e);
    }
  }

  private void stepBack(MemberDescription other, long deadline) throws InterruptedException {
    String owner = "job %s at %s".formatted(jobOf(other), other.host());
    if (System.nanoTime() - deadline >= 0) {
      throw new LeaseTakenException(
          "transactional ids %s… belong to %s, which still runs: stop that job first, or give this one another --instance and no state of that job"
              .formatted(terms.name(), owner));
    }
    LOG.warn(
        "Transactional ids {}… belong to {}: waiting for its end, at most {} s in all.",
        terms.name(),
        owner,
        terms.patience().toSeconds());
    // Not all at the same time, or two that begin together would meet again and again.
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS + ThreadLocalRandom.current().nextLong(PAUSE_MILLIS));
  }

  /**
   * Becomes a member, and stays one until it is released unless a member of another job is there.
   */
  private Optional<MemberDescription> join(Admin admin) throws InterruptedException {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            terms.member(clientId), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    GroupMembershipOperation end = GroupMembershipOperation.REMAIN_IN_GROUP;
    try {
      consumer.subscribe(List.of(terms.topic()));
      while (!released) {
        consumer.poll(POLL);
        if (!held.isDone()) {
          List<MemberDescription> members = members(admin);
          Optional<MemberDescription> other = other(members);
          if (other.isPresent()) {
            end = GroupMembershipOperation.LEAVE_GROUP;
            return other;
          }
          if (members.stream().anyMatch(member -> member.clientId().equals(clientId))) {
            LOG.info("Job {} has the transactional ids {}…", job, terms.name());
            held.complete(null);
          }
        }
      }
    } catch (InterruptException | WakeupException e) {
      if (!released) {
        throw e;
      }
    } catch (KafkaException e) {
      if (!held.isDone()) {
        throw unavailable(e);
      }
      LOG.warn("Group {}: {}; joining again.", terms.group(), e.getMessage());
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } finally {
      boolean interrupted = Thread.interrupted(); // or the consumer would not close
      consumer.close(CloseOptions.timeout(CLOSE).withGroupMembershipOperation(end));
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return Optional.empty();
  }

  private List<MemberDescription> members(Admin admin) throws InterruptedException {
    try {
      return List.copyOf(
          admin
              .describeConsumerGroups(List.of(terms.group()))
              .describedGroups()
              .get(terms.group())
              .get()
              .members());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw unavailable(e.getCause());
    }
  }

  private UnavailableException unavailable(Throwable cause) {
    String problem =
        cause instanceof GroupAuthorizationException
            ? "exactly-once delivery needs the right to read it"
            : cause.getMessage();
    return new UnavailableException("consumer group " + terms.group() + ": " + problem, cause);
  }

  private Optional<MemberDescription> other(List<MemberDescription> members) {
    return members.stream()
        .filter(member -> member.clientId().startsWith(CLIENT + "-"))
        .filter(member -> !jobOf(member).equals(job))
        .findFirst();
  }

  private static String jobOf(MemberDescription member) {
    String[] parts = member.clientId().split("-", -1);
    return parts.length == 3 ? parts[1] : member.clientId();
  }
}
