// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

/**
 * The Kafka topics of Sluice. A topic's full name is a prefix, {@value #DEFAULT_PREFIX} unless
 * configured, and its {@link #suffix()}.
 */
public enum Topic {
  /** Declarations of experiments, key experimentId; a tombstone ends an experiment. */
  EXPERIMENTS("experiments", true),
  /** Samples of experiments, key experimentId. */
  SAMPLES("samples", false),
  /** Every snapshot of a posterior, key experimentId. */
  POSTERIOR_METRICS("posterior.metrics", false),
  /** The latest snapshot of each posterior, key experimentId. */
  POSTERIOR_LATEST("posterior.latest", true),
  /** Records that could not be used, byte for byte; the reason travels in headers. */
  DEAD_LETTERS("dead-letters", false);

  /** The prefix of every topic's name unless configured. */
  public static final String DEFAULT_PREFIX = "sluice.";

  private final String suffix;
  private final boolean compacted;

  Topic(String suffix, boolean compacted) {
    this.suffix = suffix;
    this.compacted = compacted;
  }

  /** The topic's name without prefix. */
  public String suffix() {
    return suffix;
  }

  /** Whether the broker keeps the last record of each key (else it deletes by age). */
  public boolean compacted() {
    return compacted;
  }

  /** The topic's full name under a prefix. */
  public String name(String prefix) {
    return prefix + suffix;
  }
}
