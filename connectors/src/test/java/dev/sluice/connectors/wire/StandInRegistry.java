// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.schemas.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers what a test says, in turn; the last answer stays. */
public final class StandInRegistry implements AutoCloseable {
  /** The request of the schema that {@link #read} needs. */
  static final String ID_1 = "GET /schemas/ids/1";

  /** A registry's own word that it has no such schema. */
  static final String MISSING = "{\"error_code\":40403,\"message\":\"not found\"}";

  /** A sample, as its newest schema writes it. */
  static final byte[] AVRO = new AvroWriter<>(Sample.class, new byte[0]).write(Records.sample());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What is answered; a stalling one ends in the middle of its body, and the line stays open. */
  public record Reply(int status, Map<String, String> headers, String body, boolean stalls) {
    public static Reply of(int status, String body) {
      return new Reply(status, Map.of("Content-Type", "application/json"), body, false);
    }
  }

  public StandInRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String host() {
    return "localhost:" + server.getAddress().getPort();
  }

  public String address() {
    return "http://" + host();
  }

  /** A client that does not wait long. */
  SchemaRegistry client() {
    return client(RegistryAccess.of(address(), Map.of()));
  }

  static SchemaRegistry client(RegistryAccess access) {
    return new SchemaRegistry(access, Duration.ofSeconds(1), 1);
  }

  /** What reads frames by schemas of this registry, and knows none yet. */
  ConfluentFrame<Sample> frames() {
    return frames(RegistryAccess.of(address(), Map.of()));
  }

  static ConfluentFrame<Sample> frames(RegistryAccess access) {
    return new ConfluentFrame<>(Sample.class, client(access), System::nanoTime);
  }

  /** Avro binary in the frame of schema 1. */
  static byte[] frame(byte[] avro) {
    byte[] header = ConfluentFrame.header(1);
    return ByteBuffer.allocate(header.length + avro.length).put(header).put(avro).array();
  }

  /** Reads the sample in the frame of schema 1. */
  void read() throws Rejection {
    frames().read(frame(AVRO));
  }

  /** The same, or other Avro, that can be read. */
  Sample readable(byte... avro) {
    try {
      return frames().read(frame(avro.length == 0 ? AVRO : avro));
    } catch (Rejection e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  /** Asserts why the sample is a dead letter. */
  void assertRefused(String message) {
    assertThatThrownBy(this::read).isInstanceOf(Rejection.class).hasMessage(message);
  }

  /** What is answered to a request such as {@code GET /schemas/ids/1}. */
  public StandInRegistry on(String request, Reply... answers) {
    replies.put(request, new CopyOnWriteArrayList<>(answers));
    return this;
  }

  public StandInRegistry on(String request, int status, String body) {
    return on(request, Reply.of(status, body));
  }

  /** A registry's answer with a schema. */
  public static String schema(String text) {
    return JSON.createObjectNode().put("schema", text).toString();
  }

  /** The same of a kind, with references {@code [name, subject, version]}. */
  static String schema(String text, String kind, String... references) {
    ObjectNode answer = JSON.createObjectNode().put("schema", text).put("schemaType", kind);
    for (int i = 0; i < references.length; i += 3) {
      answer
          .withArray("references")
          .addObject()
          .put("name", references[i])
          .put("subject", references[i + 1])
          .put("version", Integer.parseInt(references[i + 2]));
    }
    return answer.toString();
  }

  /** Requests so far, each with its authorization if it had one. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(authorization == null ? request : request + " as " + authorization);
    exchange.getRequestBody().readAllBytes();
    List<Reply> said = replies.get(request);
    Reply reply = said == null ? Reply.of(404, "<html>no such page</html>") : said.get(0);
    if (said != null && said.size() > 1) {
      said.remove(0);
    }
    byte[] body = reply.body.getBytes(UTF_8);
    reply.headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(
        reply.status, reply.status == 204 ? -1 : body.length + (reply.stalls ? 10 : 0));
    exchange.getResponseBody().write(body);
    if (reply.stalls) {
      exchange.getResponseBody().flush();
      awaitClose();
    }
    exchange.close();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
