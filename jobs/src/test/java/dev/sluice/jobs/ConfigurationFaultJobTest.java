// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.connectors.TestCluster;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On a cluster that restarts jobs fifty times. */
class ConfigurationFaultJobTest {

  @RegisterExtension static final TestCluster CLUSTER = new TestCluster();

  private static final class Misconfigured extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      throw new ConfigurationFault("--buckets: the state is of 4 buckets, not 8");
    }

    @Override
    public Long map(Long number) {
      return number;
    }
  }

  @Test
  void theJobFailsOnceAndSaysWhyInOneLine() throws Exception {
    JobID job =
        CLUSTER.submitUnawaited(
            env ->
                env.fromSequence(1, 10)
                    .uid("numbers")
                    .map(new Misconfigured())
                    .uid("misconfigured")
                    .sinkTo(new DiscardingSink<>())
                    .uid("nowhere"));

    assertThatThrownBy(() -> CLUSTER.result(job))
        .satisfies(
            thrown ->
                assertThat(ExceptionUtils.findThrowable(thrown, ConfigurationFault.class))
                    .get()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("--buckets: the state is of 4 buckets, not 8"));
    assertThat(CLUSTER.restarts(job)).isZero();
  }
}
