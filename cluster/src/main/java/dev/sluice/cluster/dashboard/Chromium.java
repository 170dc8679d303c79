// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;

/** A page in a chromium without a window, driven by its DevTools protocol over loopback. */
final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");

  private final Path folder = Files.createTempDirectory("sluice-chromium");
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final Process process;
  private final WebSocket page;
  private int calls;

  /**
   * Starts it.
   *
   * @param width of the page, pixels
   * @param height of the page, pixels
   */
  Chromium(int width, int height) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    process =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=%d,%d".formatted(width, height),
                "--remote-debugging-address=127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + folder.resolve("profile"),
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Matcher[] said = new Matcher[1];
    Awaitility.await("chromium")
        .atMost(PATIENCE)
        .until(
            () -> {
              said[0] = LISTENING.matcher(Files.readString(log));
              return said[0].find();
            });
    HttpClient client = HttpClient.newHttpClient();
    URI list = URI.create("http://127.0.0.1:" + said[0].group(1) + "/json/list");
    JsonNode pages =
        JSON.readTree(
            client.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body());
    URI socket = URI.create(pages.get(0).get("webSocketDebuggerUrl").asText());
    page = client.newWebSocketBuilder().buildAsync(socket, new Answers()).join();
    call(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  /** Goes to an address. */
  void open(String address) {
    call("Page.navigate", JSON.createObjectNode().put("url", address));
  }

  /** The value of an expression of JavaScript. */
  JsonNode value(String expression) {
    JsonNode said =
        call(
            "Runtime.evaluate",
            JSON.createObjectNode().put("expression", expression).put("returnByValue", true));
    if (said.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + said);
    }
    return said.get("result").path("value");
  }

  /** Waits until an expression of JavaScript is true; a page that is not there yet is none. */
  void await(String what, String expression) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IllegalStateException.class)
        .until(() -> value(expression).asBoolean());
  }

  /** Presses the left button in the middle of the first element that a CSS selector finds. */
  void click(String selector) {
    await(selector, "document.querySelector(%s) != null".formatted(text(selector)));
    JsonNode at =
        value(
            "(() => { const r = document.querySelector(%s).getBoundingClientRect();"
                    .formatted(text(selector))
                + " return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
    for (String type : new String[] {"mousePressed", "mouseReleased"}) {
      call(
          "Input.dispatchMouseEvent",
          JSON.createObjectNode()
              .put("type", type)
              .put("x", at.get("x").asDouble())
              .put("y", at.get("y").asDouble())
              .put("button", "left")
              .put("clickCount", 1));
    }
  }

  /** Clicks again, every second, until it has its effect: what glides can be missed. */
  void clickUntil(String selector, String effect) {
    Awaitility.await(effect)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              boolean done = value(effect).asBoolean();
              if (!done) {
                click(selector);
              }
              return done;
            });
  }

  /** Types a text where the cursor is. */
  void type(String text) {
    call("Input.insertText", JSON.createObjectNode().put("text", text));
  }

  /** Writes what is seen as PNG. */
  void picture(Path file) throws IOException {
    JsonNode said = call("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
    Files.write(file, Base64.getDecoder().decode(said.get("data").asText()));
  }

  /** A literal of JavaScript. */
  static String text(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private JsonNode call(String method, ObjectNode parameters) {
    int id = ++calls;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    page.sendText(message.toString(), true).join();
    JsonNode said = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (said.has("error")) {
      throw new IllegalStateException(method + ": " + said.get("error"));
    }
    return said.get("result");
  }

  /** Gives each answer to who has asked. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          JsonNode said = JSON.readTree(text.toString());
          CompletableFuture<JsonNode> answer = asked.remove(said.path("id").asInt());
          if (answer != null) {
            answer.complete(said);
          }
        } catch (IOException e) {
          asked.values().forEach(each -> each.completeExceptionally(e));
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    page.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Utils.delete(folder.toFile());
  }
}
