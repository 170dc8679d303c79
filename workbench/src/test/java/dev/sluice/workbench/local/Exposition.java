// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Flink's reporter tells Prometheus, in its text format.
 *
 * @param series all of them
 */
record Exposition(List<Series> series) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\",?");

  /** One series and its present value. */
  record Series(String metric, Map<String, String> labels, double value) {

    boolean has(Map<String, String> some) {
      return labels.entrySet().containsAll(some.entrySet());
    }
  }

  /** Asks the reporter at a port of this machine. */
  static Exposition scrape(int port) {
    URI uri = URI.create("http://127.0.0.1:" + port + "/metrics");
    try {
      return parse(HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new IllegalStateException(uri + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Exposition parse(String text) {
    List<Series> series = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalStateException("not a series: " + line);
      }
      Map<String, String> labels = new HashMap<>();
      Matcher label = LABEL.matcher(parts.group(2) == null ? "" : parts.group(2));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
      series.add(new Series(parts.group(1), labels, Double.parseDouble(parts.group(3))));
    }
    return new Exposition(series);
  }

  /** The series of a metric with some labels. */
  List<Series> of(String metric, Map<String, String> labels) {
    return series.stream()
        .filter(each -> each.metric().equals(metric) && each.has(labels))
        .toList();
  }

  /** Their sum, if there are any. */
  OptionalDouble sum(String metric, Map<String, String> labels) {
    List<Series> found = of(metric, labels);
    return found.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(found.stream().mapToDouble(Series::value).sum());
  }
}
