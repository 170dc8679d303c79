// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.function.RunnableWithException;

/**
 * Keeps the failure of a key to that key. An operator that runs models steps through this:
 *
 * <pre>{@code
 * // open
 * rest = new Rest(getRuntimeContext(), new Failures(getRuntimeContext().getMetricGroup()));
 *
 * // a record of the key
 * Failure failure = rest.failure();
 * if (failure != null) {
 *   refuse(ledger.refuse(source, Reason.RESTING, failure.ofRecord(), clock));
 *   return;
 * }
 * failure = rest.attempt(key, clock.currentProcessingTime(), () -> model.observe(sample));
 * if (failure != null) {
 *   model.clear();                              // its state may be half changed
 *   refuse(ledger.refuseAccepted(source, Reason.RESTING, failure.ofRecord(), clock));
 *   out.collect(Snapshots.failed(declaration, failure));
 * }
 *
 * // a new declaration, or the key's end
 * rest.lift();
 * }</pre>
 *
 * <p>Only the model belongs into the step: what reads state or emits can fail for reasons that a
 * restart mends, and must be free to. Statistics that can go on without the model's results do not
 * rest. A record of results goes through {@link Failures#requireFinite} within the step, so that a
 * number that is not finite is a failure like any other. A key rests, and is never tried again,
 * until {@link #lift}; that holds over restarts too.
 *
 * <p>Keyed state of an operator, under the name {@code failure}. Not thread-safe.
 */
public final class Rest {

  private final ValueState<Failure> failure;
  private final Failures failures;

  /** Opens the state of an operator. */
  public Rest(RuntimeContext runtime, Failures failures) {
    this.failures = failures;
    failure =
        runtime.getState(new ValueStateDescriptor<>("failure", TypeInformation.of(Failure.class)));
  }

  /** Why the current key rests; null if it does not. */
  public Failure failure() throws Exception {
    return failure.value();
  }

  /**
   * Runs a step of a model. If it throws, the current key rests from now on.
   *
   * @param key the current key, for the log
   * @param now milliseconds since 1970-01-01T00:00:00Z
   * @param step the model, and nothing else
   * @return why it failed, or null
   * @throws Exception what the step threw, if that is no failure of one key: see {@link Failures}
   */
  public Failure attempt(String key, long now, RunnableWithException step) throws Exception {
    try {
      step.run();
      return null;
    } catch (Throwable thrown) {
      return begin(key, thrown, now);
    }
  }

  /**
   * Lets the current key rest because of what its model threw elsewhere, such as on another thread;
   * a {@linkplain KeyFailure#passing passing} failure is told, but the key does not rest.
   *
   * @throws Exception what was thrown, if that is no failure of one key
   */
  public Failure begin(String key, Throwable thrown, long now) throws Exception {
    Failure found = failures.of(key, thrown, now);
    if (!Failures.isPassing(thrown)) {
      failure.update(found);
    }
    return found;
  }

  /** Ends the rest of the current key, if it rests. */
  public void lift() throws Exception {
    failure.clear();
  }
}
