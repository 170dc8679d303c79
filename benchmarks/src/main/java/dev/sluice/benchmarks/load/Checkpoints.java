// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * What Flink's REST API says of all checkpoints of a job.
 *
 * @param completed how many
 * @param failed how many others
 * @param millis how long they took, from trigger to completion
 * @param bytes how large they are
 */
record Checkpoints(long completed, long failed, Spread millis, Spread bytes) {

  /** Quantiles. */
  record Spread(double median, double p95, double max) {
    private static Spread of(JsonNode summary) {
      return new Spread(
          summary.path("p50").asDouble(),
          summary.path("p95").asDouble(),
          summary.path("max").asDouble());
    }
  }

  /** The same without so many failed ones. */
  Checkpoints without(long others) {
    return new Checkpoints(completed, failed - others, millis, bytes);
  }

  /** Asks the API whose address ends with {@code /}. */
  static Checkpoints of(URI api, String job) throws IOException, InterruptedException {
    String answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(api.resolve("/jobs/" + job + "/checkpoints")).build(),
                BodyHandlers.ofString())
            .body();
    JsonNode told = new ObjectMapper().readTree(answer);
    return new Checkpoints(
        told.path("counts").path("completed").asLong(),
        told.path("counts").path("failed").asLong(),
        Spread.of(told.path("summary").path("end_to_end_duration")),
        Spread.of(told.path("summary").path("state_size")));
  }
}
