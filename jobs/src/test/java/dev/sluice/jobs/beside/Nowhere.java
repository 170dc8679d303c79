// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.beside;

import org.apache.flink.metrics.MetricGroup;

/** Shows nothing. */
final class Nowhere<S> implements Display<S> {

  static <S> Display<S> of(MetricGroup group) {
    return new Nowhere<>();
  }

  @Override
  public void show(String key, S snapshot) {}

  @Override
  public void ended(String key) {}
}
