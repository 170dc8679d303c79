// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** A schema registry with Confluent's REST interface, as far as Sluice uses it. */
public final class TestRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> schemas = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final HttpServer server;

  public TestRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/registry/", this::answer);
    server.start();
  }

  public String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/registry/";
  }

  /** A client that does not wait long before it asks again. */
  SchemaRegistry client() {
    return client("");
  }

  /** The same, of another path. */
  SchemaRegistry client(String path) {
    return new SchemaRegistry(
        RegistryAccess.of(address() + path, Map.of()), Duration.ofSeconds(5), 1);
  }

  /** Adds a schema under the next id; ids begin at 1. */
  int add(Schema schema) {
    return add(schema.toString());
  }

  int add(String schema) {
    schemas.add(schema);
    return schemas.size();
  }

  int id(Schema schema) {
    return schemas.indexOf(schema.toString()) + 1;
  }

  /** Requests so far, such as {@code GET /schemas/ids/1}. */
  public List<String> requests() {
    return new ArrayList<>(requests);
  }

  /** Makes the next requests fail with HTTP 503. */
  void failNext(int times) {
    failures.set(times);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring("/registry".length());
    requests.add(exchange.getRequestMethod() + " " + path);
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      respond(exchange, 503, "busy");
    } else if (path.startsWith("/schemas/ids/")) {
      schema(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
    } else if (path.matches("/subjects/[^/]+/versions")) {
      register(exchange);
    } else {
      respond(exchange, 404, "<html>no such page</html>");
    }
  }

  private void schema(HttpExchange exchange, int id) throws IOException {
    if (id < 1 || id > schemas.size()) {
      respond(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    } else {
      respond(exchange, 200, JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString());
    }
  }

  private void register(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    respond(exchange, 200, "{\"id\":" + add(request.get("schema").asText()) + "}");
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
