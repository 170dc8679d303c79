// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers that Flink 2.3 gave, cut down. */
class JobMetricsTest {
  private static final JobID JOB = JobID.fromHexString("f5da0ae237198ca7fb23f2af3ac0b651");
  private static final String VERTEX = "/jobs/" + JOB + "/vertices/%s/subtasks/metrics%s";

  private final Map<String, String> answers = new HashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    answers.put("/jobs/" + JOB, "{\"vertices\":[{\"id\":\"a1\"},{\"id\":\"b2\"},{\"id\":\"c3\"}]}");
    answers.put(
        VERTEX.formatted("a1", ""),
        """
        [{"id":"Source__samples.numRecordsIn"},{"id":"decode_samples.read"},
         {"id":"decode_samples.deadLettered"},{"id":"numRecordsOut"}]
        """);
    answers.put(
        VERTEX.formatted("a1", "?agg=sum&get=decode_samples.read,decode_samples.deadLettered"),
        """
        [{"id":"decode_samples.read","sum":6120.0},{"id":"decode_samples.deadLettered","sum":20.0}]
        """);
    answers.put(
        VERTEX.formatted("b2", ""),
        """
        [{"id":"observe.deadLettered"},{"id":"observe.accepted"},{"id":"observer.accepted"}]
        """);
    answers.put(
        VERTEX.formatted("b2", "?agg=sum&get=observe.deadLettered,observe.accepted"),
        """
        [{"id":"observe.deadLettered","sum":8.0},{"id":"observe.accepted","sum":6092.0}]
        """);
    answers.put(VERTEX.formatted("c3", ""), "[]");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sumsTheCountsOfSomeOperators() throws InterruptedException {
    assertThat(metrics().sum(Set.of("decode samples", "observe")))
        .isEqualTo(Map.of("read", 6120L, "deadLettered", 28L, "accepted", 6092L));
  }

  @Test
  void operatorsThatAreNotThereHaveNoCounts() throws InterruptedException {
    assertThat(metrics().sum(Set.of("declare"))).isEmpty();
  }

  @Test
  void anErrorNamesTheAddress() {
    answers.remove("/jobs/" + JOB);

    assertThatThrownBy(() -> metrics().sum(Set.of("observe")))
        .isInstanceOf(Failure.class)
        .hasMessage(address() + "/jobs/" + JOB + ": HTTP status 404");
  }

  private JobMetrics metrics() {
    return new JobMetrics(URI.create(address()), JOB);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String answer = answers.get(exchange.getRequestURI().toString().replace("%2C", ","));
    byte[] body = answer == null ? new byte[0] : answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer == null ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
