// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program of that name on this machine, scraping one address with the shipped rules. */
final class Prometheus implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Path log;
  private final String api;

  private Prometheus(Process process, Path log, String api) {
    this.process = process;
    this.log = log;
    this.api = api;
  }

  /**
   * Starts it.
   *
   * @param target port of this machine to scrape every second
   * @param folder for its files
   */
  static Prometheus start(int target, Path folder) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("prometheus.yaml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ['%s']
            scrape_configs:
              - job_name: flink
                static_configs: [{targets: ['127.0.0.1:%d']}]
            """
                .formatted(MonitoringFiles.ALERTS.toAbsolutePath().normalize(), target));
    String address = "127.0.0.1:" + Ports.claim("prometheus", 0);
    Path log = folder.resolve("prometheus.log");
    Process process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + settings,
                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                "--web.listen-address=" + address)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Prometheus(process, log, "http://" + address + "/api/v1/");
  }

  /** Whether it answers. */
  boolean isUp() throws IOException, InterruptedException {
    if (!process.isAlive()) {
      throw new IllegalStateException("prometheus ended: " + Files.readString(log));
    }
    try {
      return get("status/buildinfo").statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** The series that an expression gives now. */
  JsonNode query(String expression) throws IOException, InterruptedException {
    return data("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .get("result");
  }

  /** What a request of its API gives. */
  JsonNode data(String request) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(request);
    JsonNode json = JSON.readTree(answer.body());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(request + ": " + json);
    }
    return json.get("data");
  }

  private HttpResponse<String> get(String request) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(api + request)).build(), BodyHandlers.ofString());
  }

  /** What {@code promtool check rules} says of a file, and its exit status. */
  static List<String> checkRules(Path file) throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder("promtool", "check", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return List.of(said, String.valueOf(tool.waitFor()));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
