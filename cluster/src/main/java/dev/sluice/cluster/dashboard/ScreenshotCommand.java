// SPDX-License-Identifier: Apache-2.0
package dev.sluice.cluster.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cluster.RestApi;
import dev.sluice.workbench.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Pictures of Flink's dashboard while the demo runs: {@code cluster/run screenshot}. */
@Command(
    name = "screenshot",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description =
        "Takes pictures of a job in Flink's dashboard with chromium: of its operators, and of what"
            + " one of them measures.")
public final class ScreenshotCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 1200;

  /** Whether a list of metrics is open. */
  private static final String LISTED = "document.querySelector('nz-option-item') != null";

  /** How often the page has asked for the job by the time that it shows all of it. */
  private static final int LOOKS = 4;

  /** Readings of a metric, one every 3 s, that make a line. */
  private static final int READINGS = 8;

  @Option(names = "--into", defaultValue = "../docs", description = "Folder of the pictures.")
  private Path folder;

  @Option(
      names = "--dashboard",
      description = "Address of a dashboard. Default: that of a demo, which is run for this.")
  private String dashboard;

  @Option(names = "--job", defaultValue = "posterior", description = "Name of the job.")
  private String job;

  @Option(names = "--operator", defaultValue = "refresh", description = "Whose metrics are shown.")
  private String operator;

  @Option(
      names = "--metrics",
      split = ",",
      defaultValue = "experiment\\..*\\.samples,experiment\\..*\\.expectedShd,owedKeys",
      description =
          "Patterns of metrics of the operator's first subtask; of each, the first is shown.")
  private List<String> metrics;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ScreenshotCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (dashboard != null) {
      takeBoth();
      return 0;
    }
    int port = Ports.claim("dashboard", 0);
    dashboard = "http://127.0.0.1:" + port;
    Process demo =
        new ProcessBuilder("../sluice", "demo", "--for=30m", "--kafka-port=0", "--ui-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "screenshot-demo.log").toFile())
            .start();
    try {
      takeBoth();
      return 0;
    } finally {
      demo.destroy();
      demo.waitFor();
    }
  }

  private void takeBoth() throws IOException, InterruptedException {
    String[] place = new String[2];
    String[] shown = new String[metrics.size()];
    Awaitility.await("the metrics of " + operator + " of " + job)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> find(new RestApi(dashboard), place, shown));
    try (Chromium chromium = new Chromium(WIDTH, HEIGHT)) {
      String page = "%s/#/job/running/%s/overview".formatted(dashboard, place[0]);
      chromium.open(page);
      chromium.await(operator, holds(operator));
      awaitAsked(chromium, "/jobs/[0-9a-f]+$", LOOKS); // the graph glides to its place
      chromium.await("records", "!/Records Sent:\\s*0\\s/.test(document.body.innerText)");
      write(chromium, "dashboard-job.png");
      chromium.open("%s/%s/metrics".formatted(page, place[1]));
      for (String metric : shown) {
        chromium.clickUntil("flink-job-overview-drawer-chart nz-select", LISTED);
        chromium.type(metric);
        chromium.await(metric, holdsOption(metric));
        chromium.click("nz-option-item");
        chromium.await("the chart of " + metric, holds(metric));
        chromium.await("the list to close", "!(%s)".formatted(LISTED));
      }
      awaitAsked(chromium, "metrics\\?get=.*" + operator, READINGS); // which make lines
      write(chromium, "dashboard-metrics.png");
    }
  }

  /** Finds job, vertex and metrics; true if all are there. */
  private boolean find(RestApi rest, String[] place, String[] shown)
      throws IOException, InterruptedException {
    place[0] = first(rest.get("/jobs/overview").get("jobs"), "jid", each -> is(each, job));
    for (JsonNode vertex : rest.get("/jobs/" + place[0]).get("vertices")) {
      String id = vertex.get("id").asText();
      JsonNode there = rest.get("/jobs/%s/vertices/%s/metrics".formatted(place[0], id));
      for (int i = 0; i < shown.length; i++) {
        Pattern name = Pattern.compile("0\\." + Pattern.quote(operator) + "\\." + metrics.get(i));
        shown[i] = first(there, "id", each -> name.matcher(each.get("id").asText()).matches());
      }
      if (List.of(shown).stream().noneMatch(String::isEmpty)) {
        place[1] = id;
        return true;
      }
    }
    return false;
  }

  private static boolean is(JsonNode job, String name) {
    return job.get("name").asText().equals(name) && job.get("state").asText().equals("RUNNING");
  }

  /** A field of the first element that is wanted; empty if there is none. */
  private static String first(JsonNode list, String field, Predicate<JsonNode> wanted) {
    for (JsonNode each : list) {
      if (wanted.test(each)) {
        return each.get(field).asText();
      }
    }
    return "";
  }

  private static String holds(String text) {
    return "document.body.innerText.includes(%s)".formatted(Chromium.text(text));
  }

  private static String holdsOption(String text) {
    return "document.querySelector('nz-option-item')?.innerText.trim() == " + Chromium.text(text);
  }

  /** Waits until the page has asked so often, from now on, for what a pattern says. */
  private static void awaitAsked(Chromium chromium, String pattern, int times) {
    chromium.value("performance.clearResourceTimings()");
    chromium.await(
        "answers of " + pattern,
        "performance.getEntriesByType('resource')"
            + ".filter(each => new RegExp(%s).test(each.name)).length >= %d"
                .formatted(Chromium.text(pattern), times));
  }

  private void write(Chromium chromium, String name) throws IOException {
    Path file = folder.resolve(name);
    chromium.picture(file);
    System.out.println(file);
  }
}
