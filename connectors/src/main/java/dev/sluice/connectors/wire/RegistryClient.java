// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Asks a registry, some times if need be. Each answer is whole, redirects followed, within one
 * deadline and of no more memory than an answer may take; or there is none. The authorization goes
 * to the configured host alone, wherever redirects lead.
 *
 * <p>Who was asked in vain is asked but once the next time, until it answers. Not thread-safe.
 */
final class RegistryClient {
  /** Many times the schema of any record. */
  private static final int MAX_ANSWER_BYTES = 4 << 20;

  private static final int MAX_REDIRECTS = 5;
  private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

  /** Longest time of all tries together: a task that waits takes no checkpoint. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Longest pause, whatever the registry asks for. */
  private static final long MAX_PAUSE_MILLIS = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final RegistryAccess access;
  private final URI base;
  private final Duration deadline;
  private final long pauseMillis;
  private final HttpClient http;
  boolean isAway;

  /**
   * An answer.
   *
   * @param retryAfter the header of that name, or null
   * @param text the body
   * @param body the same as JSON; nothing if it is none
   */
  record Answer(URI uri, int status, String retryAfter, String text, JsonNode body) {
    /** What the registry says is wrong; 0 if it says nothing. */
    int errorCode() {
      return body.path("error_code").asInt(0);
    }

    boolean isFine() {
      return status / 100 == 2;
    }
  }

  RegistryClient(RegistryAccess access, Duration deadline, long pauseMillis) {
    this.access = access;
    this.base = URI.create(access.address());
    this.deadline = deadline;
    this.pauseMillis = pauseMillis;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(deadline);
    SSLContext tls = access.tls();
    if (tls != null) {
      builder.sslContext(tls);
    }
    http = builder.build();
  }

  /**
   * Asks until there is an answer that can be understood, as often as is configured and for half a
   * minute at most.
   *
   * @param expected the field that an answer should have
   * @param read what an answer says; null if it is none of a registry
   */
  <T> T ask(String path, String body, String expected, Function<Answer, T> read) {
    int tries = isAway ? 1 : access.tries() == 0 ? RegistryAccess.DEFAULT_TRIES : access.tries();
    long end = System.nanoTime() + LONGEST.toNanos();
    isAway = true;
    String trouble = "";
    long pause = 0;
    for (int attempt = 1; attempt <= tries; attempt++) {
      if (attempt > 1 && System.nanoTime() + 1_000_000 * pause - end > 0) {
        break;
      }
      pause(pause);
      pause = attempt * pauseMillis;
      try {
        Answer answer = once(path, body);
        if (answer.status >= 500 || answer.status == 429) {
          trouble = "schema registry " + access + " does not answer: HTTP " + answer.status;
          pause = Math.max(pause, retryAfter(answer.retryAfter));
          continue;
        }
        T said = read.apply(answer);
        if (said != null) {
          isAway = false;
          return said;
        }
        trouble = notUnderstood(answer, expected);
        if (answer.status == 401 || answer.status == 403) {
          break; // who is not logged in, or not allowed, is refused again
        }
      } catch (IOException e) {
        trouble = "schema registry " + access + " does not answer: " + access.hidden(e.toString());
      }
    }
    throw new UnavailableException(trouble, null);
  }

  private String notUnderstood(Answer answer, String expected) {
    return "schema registry answers HTTP %d without \"%s\" at %s%s: %s"
        .formatted(
            answer.status,
            expected,
            shown(answer.uri),
            answer.status == 401 && access.authorization() == null
                ? " (no user and no token are configured)"
                : "",
            JsonPlace.whole(access.hidden(answer.text)));
  }

  /** An address that a redirect may have led to, without what may be secret in it. */
  private static String shown(URI uri) {
    return RegistryAccess.shown(uri.toString().replaceFirst("\\?.*", ""));
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while asking schema registry " + access, e);
    }
  }

  /** Milliseconds; a date instead of seconds is not heeded. */
  private static long retryAfter(String header) {
    return header != null && header.matches("\\d{1,9}")
        ? Math.min(MAX_PAUSE_MILLIS, 1_000 * Long.parseLong(header))
        : 0;
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException | StackOverflowError e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Asks once.
   *
   * @param path behind the registry's address
   * @param body to be posted, or null to get
   * @throws IOException if there is no whole answer in time
   */
  private Answer once(String path, String body) throws IOException {
    long end = System.nanoTime() + deadline.toNanos();
    URI uri = URI.create(access.address() + path);
    for (int hops = 0; hops <= MAX_REDIRECTS; hops++) {
      HttpResponse<byte[]> response = exchange(request(uri, body), end);
      if (!isRedirect(response.statusCode(), body)) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
        return new Answer(uri, response.statusCode(), retryAfter, text, json(text));
      }
      uri = next(uri, response);
    }
    throw new IOException("more than " + MAX_REDIRECTS + " redirects from " + access + path);
  }

  /** What is posted goes on only where the answer says that it is still to be posted. */
  private static boolean isRedirect(int status, String body) {
    return switch (status) {
      case 307, 308 -> true;
      case 301, 302, 303 -> body == null;
      default -> false;
    };
  }

  private static URI next(URI uri, HttpResponse<byte[]> response) throws IOException {
    String location = response.headers().firstValue("Location").orElse("");
    URI next;
    try {
      next = uri.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new IOException("a redirect of " + shown(uri) + " leads to no address", e);
    }
    boolean isHttp = "http".equals(next.getScheme()) || "https".equals(next.getScheme());
    if (location.isEmpty() || !isHttp || next.getHost() == null) {
      throw new IOException("a redirect of " + shown(uri) + " leads to no address");
    }
    if ("https".equals(uri.getScheme()) && "http".equals(next.getScheme())) {
      throw new IOException("a redirect of " + shown(uri) + " leads from https to http");
    }
    return next;
  }

  private HttpRequest request(URI uri, String body) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Accept", MEDIA_TYPE);
    if (access.authorization() != null && isHome(uri)) {
      request.header("Authorization", access.authorization());
    }
    return body == null
        ? request.GET().build()
        : request
            .header("Content-Type", MEDIA_TYPE)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
  }

  private boolean isHome(URI uri) {
    return base.getScheme().equals(uri.getScheme())
        && base.getHost().equalsIgnoreCase(uri.getHost())
        && base.getPort() == uri.getPort();
  }

  private HttpResponse<byte[]> exchange(HttpRequest request, long end) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> future =
        http.sendAsync(request, answer -> new BoundedBody(MAX_ANSWER_BYTES));
    try {
      return future.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + deadline.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted while asking schema registry " + access, e);
    } finally {
      future.cancel(true);
    }
  }
}
