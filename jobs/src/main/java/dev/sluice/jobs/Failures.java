// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import dev.sluice.connectors.wire.FiniteNumbers;
import dev.sluice.schemas.FailureReason;
import java.nio.channels.ClosedByInterruptException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.avro.generic.IndexedRecord;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes failures of what models throw, and counts them: counter {@value #METRIC} with the reason as
 * label {@value #LABEL}. What is no failure of one key passes through and fails the task:
 * interruption and cancellation, errors of the virtual machine but lack of heap and of stack, a
 * {@link ConfigurationFault}, and classes or native libraries that are missing, which become one.
 *
 * <p>Not thread-safe: belongs to the operator's thread.
 *
 * @see Rest how operators use it
 */
public final class Failures {

  /** Name of the counter. */
  static final String METRIC = "failures";

  /** Name of its label, whose value is the name of a {@link FailureReason}. */
  static final String LABEL = "reason";

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final Map<FailureReason, Counter> counters = new EnumMap<>(FailureReason.class);

  /** Registers the counters of an operator; all exist from the beginning, so that they can rise. */
  public Failures(MetricGroup group) {
    for (FailureReason reason : FailureReason.values()) {
      counters.put(reason, group.addGroup(LABEL, reason.name()).counter(METRIC));
    }
  }

  /**
   * Makes a failure of what was thrown, counts it and writes it into the log.
   *
   * @param key whose failure it is
   * @param thrown by its model
   * @param now milliseconds since 1970-01-01T00:00:00Z
   * @throws Exception what was thrown, if it is no failure of one key
   */
  public Failure of(String key, Throwable thrown, long now) throws Exception {
    Failure failure = uncounted(thrown, now);
    counters.get(failure.reason()).inc();
    if (isPassing(thrown)) {
      LOG.warn("{} has no results yet: {}", key, failure.text());
    } else {
      LOG.error("{} fails: {}", key, failure.text(), thrown);
    }
    return failure;
  }

  /**
   * The same of a part of a key's results, which leaves it the others: it is neither counted nor
   * written into the log. On any thread.
   *
   * @throws Exception what was thrown, if it is no failure of one key
   */
  public static Failure uncounted(Throwable thrown, long now) throws Exception {
    Throwable cause = unwrapped(thrown);
    if (isMissing(cause)) {
      throw new ConfigurationFault(
          "the cluster lacks what a model needs: " + describe(cause), thrown);
    }
    if (passesThrough(cause)) {
      ExceptionUtils.rethrowException(cause);
    }
    return new Failure(reason(cause), text(cause), now);
  }

  /**
   * Refuses a record with a number that is NaN or infinite.
   *
   * @throws KeyFailure that names the first such number
   */
  public static void requireFinite(IndexedRecord record) {
    String found = FiniteNumbers.find(record);
    if (found != null) {
      throw new KeyFailure(FailureReason.NOT_FINITE, found + ", not a finite number");
    }
  }

  /** Whether what was thrown is a failure that further records may mend. */
  static boolean isPassing(Throwable thrown) {
    return unwrapped(thrown) instanceof KeyFailure known && known.isPassing();
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean isMissing(Throwable cause) {
    return ExceptionUtils.findThrowable(cause, LinkageError.class).isPresent();
  }

  private static boolean passesThrough(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException
          || cause instanceof CancellationException
          || cause instanceof ClosedByInterruptException
          || cause instanceof ConfigurationFault
          || ExceptionUtils.isMetaspaceOutOfMemoryError(cause)
          || (cause instanceof VirtualMachineError
              && !(cause instanceof OutOfMemoryError || cause instanceof StackOverflowError))) {
        return true;
      }
    }
    return false;
  }

  private static FailureReason reason(Throwable cause) {
    if (cause instanceof KeyFailure known) {
      return known.reason();
    }
    return ExceptionUtils.findThrowable(cause, OutOfMemoryError.class).isPresent()
        ? FailureReason.MEMORY
        : FailureReason.ERROR;
  }

  private static String text(Throwable cause) {
    return cause instanceof KeyFailure ? cause.getMessage() : describe(cause);
  }

  private static String describe(Throwable cause) {
    String type = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? type : type + ": " + cause.getMessage();
  }
}
