// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;

/** Counts of a job's operators, summed over their subtasks, as Flink's REST API tells them. */
final class JobMetrics {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI job;

  /**
   * Metrics of one job.
   *
   * @param rest address of Flink's REST API
   */
  JobMetrics(URI rest, JobID job) {
    this.job = rest.resolve("/jobs/" + job);
  }

  /**
   * Sums metrics over some operators.
   *
   * @param operators their names
   * @return by metric name, such as {@code read} or {@code deadLettered_malformed} (the API has an
   *     underscore for each point in a name); while the cluster still gathers, some may be missing
   * @throws Failure if the REST API does not answer
   */
  Map<String, Long> sum(Set<String> operators) throws InterruptedException {
    Map<String, Long> sums = new HashMap<>();
    for (JsonNode vertex : get(job).path("vertices")) {
      URI metrics =
          URI.create(job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics");
      List<String> ids = ids(get(metrics), operators);
      if (!ids.isEmpty()) {
        String query = URLEncoder.encode(String.join(",", ids), StandardCharsets.UTF_8);
        add(get(URI.create(metrics + "?agg=sum&get=" + query)), operators, sums);
      }
    }
    return sums;
  }

  /** The metrics of some operators among those that a vertex has. */
  static List<String> ids(JsonNode metrics, Set<String> operators) {
    Set<String> prefixes = prefixes(operators);
    return StreamSupport.stream(metrics.spliterator(), false)
        .map(metric -> metric.path("id").asText())
        .filter(id -> prefixes.stream().anyMatch(id::startsWith))
        .toList();
  }

  /** Adds the values of a vertex's metrics to sums by name without the operator's name. */
  static void add(JsonNode metrics, Set<String> operators, Map<String, Long> sums) {
    Set<String> prefixes = prefixes(operators);
    for (JsonNode metric : metrics) {
      String id = metric.path("id").asText();
      for (String prefix : prefixes) {
        if (id.startsWith(prefix)) {
          sums.merge(id.substring(prefix.length()), metric.path("sum").asLong(), Long::sum);
        }
      }
    }
  }

  private static Set<String> prefixes(Set<String> operators) {
    return operators.stream()
        .map(operator -> operator.replace(' ', '_') + ".")
        .collect(Collectors.toSet());
  }

  private JsonNode get(URI address) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new Failure(address + ": HTTP status " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new Failure(address + ": " + Failure.rootCause(e), e);
    }
  }
}
