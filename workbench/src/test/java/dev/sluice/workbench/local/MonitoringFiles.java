// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;

/** What lies in {@code k8s/monitoring}: settings of the reporter, alert rules, dashboards. */
final class MonitoringFiles {

  static final Path FOLDER = Path.of("../k8s/monitoring");
  static final Path PAGE = Path.of("../docs/operations.md");
  static final Path ALERTS = FOLDER.resolve("alerts.yaml");
  static final Path RULE_OF_OPERATOR = FOLDER.resolve("prometheus-rule.yaml");
  static final List<Path> DASHBOARDS =
      List.of(
          FOLDER.resolve("dashboards/job-health.json"),
          FOLDER.resolve("dashboards/experiments.json"));

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Pattern SELECTOR = Pattern.compile("\\bflink_\\w+(\\{[^}]*})?");
  private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");
  private static final Pattern LABEL = Pattern.compile("(?!quantile)\\b(\\w+)(?==~?\")");
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");
  private static final Pattern VALUES = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");

  private MonitoringFiles() {}

  /** A file of YAML or JSON. */
  static JsonNode read(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new IllegalStateException(file + ": " + e.getMessage(), e);
    }
  }

  /** Sets what a cluster's configuration has so that Prometheus can scrape it. */
  static void addReporter(Configuration configuration, int port) {
    for (Map.Entry<String, JsonNode> option :
        read(FOLDER.resolve("flink-metrics.yaml")).properties()) {
      configuration.setString(option.getKey(), option.getValue().asText());
    }
    configuration.setString("metrics.reporter.prom.port", String.valueOf(port));
  }

  /** Every expression of alert rules and dashboards, for all jobs and experiments. */
  static List<String> expressions() {
    List<String> found = new ArrayList<>();
    read(ALERTS).findValuesAsText("expr", found);
    for (Path dashboard : DASHBOARDS) {
      read(dashboard).findValuesAsText("expr", found);
    }
    return found.stream()
        .map(each -> each.replace("$job", ".*").replace("$experiment", ".*"))
        .toList();
  }

  /** Every selector of an expression, such as {@code flink_x{job_name=~".*"}}. */
  static Set<String> selectors(String expression) {
    Set<String> found = new TreeSet<>();
    Matcher selector = SELECTOR.matcher(expression);
    while (selector.find()) {
      found.add(selector.group());
    }
    return found;
  }

  /** The metric that a selector is of. */
  static String metric(String selector) {
    int brace = selector.indexOf('{');
    return brace < 0 ? selector : selector.substring(0, brace);
  }

  /** Labels that an expression selects or groups by, but for those that Prometheus adds. */
  static Set<String> labels(String expression) {
    Set<String> found = new TreeSet<>();
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      found.addAll(List.of(grouping.group(1).split(", ", -1)));
    }
    Matcher label = LABEL.matcher(expression);
    while (label.find()) {
      found.add(label.group(1));
    }
    found.remove("instance");
    return found;
  }

  /** The metrics of jobs that the documents list, without what all their names begin with. */
  static Set<String> documented() throws IOException {
    String page = Files.readString(PAGE);
    String section = page.substring(page.indexOf("\n## Metrics"));
    Set<String> found = new TreeSet<>();
    for (String line : section.split("\n", -1)) {
      if (line.startsWith("| `")) {
        Matcher name = CODE.matcher(line.substring(0, line.indexOf('|', 1)));
        while (name.find()) {
          found.add(name.group(1));
        }
      }
      if (line.startsWith("## ") && !line.equals("## Metrics")) {
        break;
      }
    }
    return found;
  }

  /** By its metric, the label whose values a variable of a dashboard has. */
  static List<Map.Entry<String, String>> variables() {
    List<Map.Entry<String, String>> found = new ArrayList<>();
    for (Path dashboard : DASHBOARDS) {
      for (String definition : read(dashboard).findValuesAsText("definition")) {
        Matcher values = VALUES.matcher(definition);
        if (!values.matches()) {
          throw new IllegalStateException(dashboard + ": " + definition);
        }
        found.add(Map.entry(values.group(1), values.group(2)));
      }
    }
    return found;
  }
}
