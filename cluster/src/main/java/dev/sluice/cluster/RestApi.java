// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink's REST interface says of its jobs. */
public final class RestApi {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A count of an operator itself: its name, and that of the count. */
  private static final Pattern OF_OPERATOR = Pattern.compile("[^.]+\\.([A-Za-z]+)");

  /** The counts that {@link dev.sluice.workbench.local.Accounts} is made of. */
  private static final Set<String> ACCOUNTS =
      Set.of("read", "accepted", "deadLettered", "late", "duplicate", "waiting");

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;

  RestApi(int port) {
    this("http://127.0.0.1:" + port);
  }

  /** The interface at an address without a path. */
  public RestApi(String address) {
    this.address = address;
  }

  /** How many slots there are, free or taken. */
  int slots() throws IOException, InterruptedException {
    return get("/overview").get("slots-total").asInt();
  }

  /** The ids of jobs that have not ended. */
  List<String> jobs() throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    for (JsonNode job : get("/jobs").get("jobs")) {
      if (!List.of("FAILED", "CANCELED", "FINISHED").contains(job.get("status").asText())) {
        ids.add(job.get("id").asText());
      }
    }
    return ids;
  }

  /** Where a job stands. */
  String status(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).get("state").asText();
  }

  /** Whether a job and all its tasks run. */
  boolean runs(String job) throws IOException, InterruptedException {
    JsonNode said = get("/jobs/" + job);
    if (!said.get("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : said.get("vertices")) {
      if (vertex.get("tasks").get("RUNNING").asInt() != vertex.get("parallelism").asInt()) {
        return false;
      }
    }
    return true;
  }

  /** When the latest checkpoint that has completed was begun, epoch milliseconds; 0 if none. */
  long completedCheckpoint(String job) throws IOException, InterruptedException {
    JsonNode latest = get("/jobs/" + job + "/checkpoints").get("latest").get("completed");
    return latest == null || latest.isNull() ? 0 : latest.get("trigger_timestamp").asLong();
  }

  /** The savepoint or checkpoint that a job began with. */
  Path restoredFrom(String job) throws IOException, InterruptedException {
    JsonNode latest = get("/jobs/" + job + "/checkpoints").get("latest");
    return Path.of(URI.create(latest.get("restored").get("external_path").asText()));
  }

  /** The time between checkpoints of a job. */
  Duration checkpointInterval(String job) throws IOException, InterruptedException {
    return Duration.ofMillis(get("/jobs/" + job + "/checkpoints/config").get("interval").asLong());
  }

  /**
   * Stops a job with a savepoint in canonical format.
   *
   * @param folder a folder of its own is made in it
   * @return where the savepoint is
   */
  String stop(String job, Path folder, Patience patience) {
    String[] savepoint = new String[1];
    try {
      String asked =
          JSON.createObjectNode()
              .put("targetDirectory", folder.toUri().toString())
              .put("drain", false)
              .put("formatType", "CANONICAL")
              .toString();
      HttpRequest.Builder post =
          request("/jobs/" + job + "/stop").POST(BodyPublishers.ofString(asked));
      String trigger = answer(post).get("request-id").asText();
      patience.await(
          "the savepoint of " + job,
          () -> {
            JsonNode said = get("/jobs/" + job + "/savepoints/" + trigger);
            if (!said.get("status").get("id").asText().equals("COMPLETED")) {
              return false;
            }
            if (said.get("operation").has("failure-cause")) {
              throw new AssertionError("no savepoint: " + said);
            }
            savepoint[0] = said.get("operation").get("location").asText();
            return true;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return savepoint[0];
  }

  /** Why a job failed last. */
  String failure(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/exceptions").toString();
  }

  /** Counts of a job's operators by name, summed over operators and subtasks. */
  Map<String, Long> counts(String job) throws IOException, InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
      String path =
          "/jobs/%s/vertices/%s/subtasks/metrics".formatted(job, vertex.get("id").asText());
      Map<String, String> names = new HashMap<>();
      for (JsonNode metric : get(path)) {
        Matcher id = OF_OPERATOR.matcher(metric.get("id").asText());
        if (id.matches() && ACCOUNTS.contains(id.group(1))) {
          names.put(id.group(), id.group(1));
        }
      }
      if (!names.isEmpty()) {
        String asked = URLEncoder.encode(String.join(",", names.keySet()), StandardCharsets.UTF_8);
        for (JsonNode metric : get(path + "?agg=sum&get=" + asked)) {
          counts.merge(names.get(metric.get("id").asText()), metric.get("sum").asLong(), Long::sum);
        }
      }
    }
    return counts;
  }

  /**
   * Any answer.
   *
   * @throws IOException if there is none, or one that is not about success
   */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return answer(request(path));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT);
  }

  private JsonNode answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response = client.send(request.build(), BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IOException(response + " " + response.body());
    }
    return JSON.readTree(response.body());
  }
}
