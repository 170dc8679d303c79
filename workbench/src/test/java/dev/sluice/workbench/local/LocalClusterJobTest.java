// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.workbench.command.Failure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalClusterJobTest {
  @TempDir private Path folder;

  @Test
  void runsAJobWithAWebUiAndCountsExactly() throws Exception {
    Configuration configuration = LocalConfiguration.of(2, 0, Duration.ofSeconds(1), folder);

    try (LocalCluster cluster = LocalCluster.start(configuration)) {
      JobID job = cluster.submit(counting(cluster.environment(), Long.MAX_VALUE), "count to 1000");
      cluster.await(job);

      assertThat(cluster.counts(job, Set.of("count"))).containsEntry("seen", 1_000L);
      HttpResponse<String> overview =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(cluster.ui().resolve("/jobs/" + job)).build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(overview.body()).contains("\"name\":\"count to 1000\"", "\"state\":\"FINISHED\"");
    }
  }

  @Test
  void namesTheRootCauseOfAFailure() throws Exception {
    Configuration configuration = LocalConfiguration.of(1, 0, Duration.ZERO, folder);

    try (LocalCluster cluster = LocalCluster.start(configuration)) {
      JobID job = cluster.submit(counting(cluster.environment(), 500), "fail at 500");

      assertThatThrownBy(() -> cluster.await(job))
          .isInstanceOf(Failure.class)
          .hasMessage("the job failed: 500 is too much");
    }
  }

  @Test
  void leavesNothingBehindIfItDoesNotStart() {
    Configuration configuration = LocalConfiguration.of(0, 0, Duration.ZERO, null);

    assertThatThrownBy(() -> LocalCluster.start(configuration))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("the Flink cluster did not start: ");
    assertThat(Path.of(configuration.get(CoreOptions.TMP_DIRS))).doesNotExist();
  }

  @Test
  void refusesAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> LocalConfiguration.of(1, port, Duration.ZERO, folder))
          .isInstanceOf(Failure.class)
          .hasMessage("--ui-port " + port + ": the port is in use");
    }
  }

  private static StreamExecutionEnvironment counting(StreamExecutionEnvironment env, long limit) {
    env.fromSequence(1, 1_000)
        .uid("numbers")
        .map(new CountToLimit(limit))
        .name("count")
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .uid("sink");
    return env;
  }

  /** Counts what passes and fails at a limit. */
  private static final class CountToLimit extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final long limit;
    private transient Counter seen;

    CountToLimit(long limit) {
      this.limit = limit;
    }

    @Override
    public void open(OpenContext context) {
      seen = getRuntimeContext().getMetricGroup().counter("seen");
    }

    @Override
    public Long map(Long value) {
      if (value >= limit) {
        throw new IllegalStateException(value + " is too much");
      }
      seen.inc();
      return value;
    }
  }
}
