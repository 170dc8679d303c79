// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * Client of a schema registry with Confluent's REST interface.
 *
 * <p>A registry that does not answer is asked again a few times; then {@link UnavailableException}
 * fails the task, because to call its records malformed would be wrong. After the restart they are
 * read again.
 */
final class SchemaRegistry {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ATTEMPTS = 5;

  /** Pause before the first repetition; each further one is longer by the same time. */
  private static final long PAUSE_MILLIS = 200;

  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * A client.
   *
   * @param address such as {@code http://registry:8081}, possibly with a path
   */
  SchemaRegistry(String address) {
    this.address = address.replaceAll("/+$", "");
  }

  /** The text of a schema, or empty if the registry says that it has none of this id. */
  Optional<String> schema(int id) {
    HttpResponse<String> response = send(request("/schemas/ids/" + id).GET().build());
    // A 404 without the registry's own error code says that there is no registry at this address.
    if (response.statusCode() == 404 && field(response, "error_code").isPresent()) {
      return Optional.empty();
    }
    return Optional.of(expect(response, "schema").asText());
  }

  /** Registers a schema, unless it is registered already, and gives its id. */
  int register(String subject, Schema schema) {
    String body = JSON.createObjectNode().put("schema", schema.toString()).toString();
    HttpResponse<String> response =
        send(
            request("/subjects/" + subject + "/versions")
                .header("Content-Type", MEDIA_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    return expect(response, "id").asInt();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(TIMEOUT)
        .header("Accept", MEDIA_TYPE);
  }

  private HttpResponse<String> send(HttpRequest request) {
    String trouble = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Thread.sleep(attempt * PAUSE_MILLIS);
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() < 500) {
          return response;
        }
        trouble = "HTTP " + response.statusCode();
      } catch (IOException e) {
        trouble = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new UnavailableException("interrupted while asking schema registry " + address, e);
      }
    }
    throw new UnavailableException(
        "schema registry " + address + " does not answer: " + trouble, null);
  }

  private JsonNode expect(HttpResponse<String> response, String field) {
    return field(response, field)
        .orElseThrow(
            () ->
                new UnavailableException(
                    "schema registry answers HTTP "
                        + response.statusCode()
                        + " without \""
                        + field
                        + "\" at "
                        + response.uri()
                        + ": "
                        + JsonPlace.quote(response.body()),
                    null));
  }

  private static Optional<JsonNode> field(HttpResponse<String> response, String name) {
    try {
      return Optional.ofNullable(JSON.readTree(response.body()).get(name));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return address;
  }
}
