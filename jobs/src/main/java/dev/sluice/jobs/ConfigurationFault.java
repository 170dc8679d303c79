// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * What is wrong with the configuration of a running job: state of another number of buckets or of
 * other learners, native libraries that the cluster lacks. Every restart would find the same, so
 * Flink fails the job at once, whatever its restart strategy. To be thrown wherever an operator
 * opens, restores its state or first uses what may be missing; what can be known before the job is
 * submitted belongs into the check of options instead, as do topics that are missing ({@link
 * JobTopics#require}).
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ConfigurationFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A fault.
   *
   * @param message one line that names the option and says what to do
   */
  public ConfigurationFault(String message) {
    super(message);
  }

  /**
   * A fault that something else brought to light.
   *
   * @param message one line that names the option and says what to do
   */
  public ConfigurationFault(String message, Throwable cause) {
    super(message, cause);
  }
}
