// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.LesionCase;
import dev.sluice.schemas.LesionSplit;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.lesion.SimulatedCases.Case;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code sluice simulate cases}: phantoms of heads with strokes and without. */
@Command(
    name = "cases",
    description = {
      "Draw phantoms of heads, write them to NIfTI-1 files, and send the cases.",
      "",
      "A phantom study: nobody's brain is shown, and nothing is said of patients. Patients are"
          + " split into those for training and those for the test before anything is made of them."
          + " The healthy ones for training stand in acceptors.csv, which run enhance takes."
          + " Everything is a function of the options: the same command writes the same bytes.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate cases --out phantoms --bootstrap localhost:9092",
      "  sluice simulate cases --strokes 40 --normals 40 --edge 32 --seed 7 --out phantoms \\",
      "    --group seed7 --bootstrap localhost:9092",
      "  sluice simulate cases --out phantoms --no-send"
    })
public final class SimulateCases implements Runnable {
  private static final int MOST_CASES = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--strokes",
      defaultValue = "40",
      paramLabel = "N",
      description = "Patients with lesions (default: ${DEFAULT-VALUE}).")
  private int strokes;

  @Option(
      names = "--normals",
      defaultValue = "40",
      paramLabel = "N",
      description = "Patients without (default: ${DEFAULT-VALUE}).")
  private int normals;

  @Option(
      names = "--edge",
      defaultValue = "16",
      paramLabel = "N",
      description = "Voxels along each axis: 16 or 32 (default: ${DEFAULT-VALUE}).")
  private int edge;

  @Option(
      names = "--test-fraction",
      defaultValue = "0.2",
      paramLabel = "P",
      description =
          "Probability of each patient to be for the test, from 0 on, below 1 (default:"
              + " ${DEFAULT-VALUE}).")
  private double testFraction;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of phantoms and split (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "Group whose scores are summed up together; the same phantoms in two groups are different"
              + " cases (default: none, which counts as default).")
  private String group;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where files are written; jobs must see them under this path.")
  private Path out;

  // With an option of this kind the broker, which is not needed, need not be named.
  @SuppressWarnings("deprecation")
  @Option(names = "--no-send", help = true, description = "Write files only. No broker is needed.")
  private boolean noSend;

  @Mixin private Output output;

  @Override
  public void run() {
    check();
    SimulatedCases simulated =
        new SimulatedCases(strokes, normals, edge, testFraction, seed, group == null ? "" : group);
    List<Case> cases = simulated.cases();
    CaseFolder folder = new CaseFolder(out);
    if (noSend) {
      say(cases, write(simulated, cases, folder, null), "sent none (--no-send)");
      return;
    }
    KafkaSettings settings = output.connect(List.of(Topic.LESION_CASES));
    int acceptors;
    try (Publisher<LesionCase> publisher =
        Publisher.of(settings, Topic.LESION_CASES, LesionCase.class)) {
      acceptors = write(simulated, cases, folder, publisher);
    }
    say(
        cases,
        acceptors,
        "sent %d to %s: groups %s and %3$s/training"
            .formatted(
                cases.size(),
                Topic.LESION_CASES.name(settings.prefix()),
                group == null ? "default" : group));
  }

  /** Writes all files; gives the number of acceptors. */
  private int write(
      SimulatedCases simulated,
      List<Case> cases,
      CaseFolder folder,
      Publisher<LesionCase> publisher) {
    Progress progress = new Progress(spec.commandLine().getErr(), "phantoms", cases.size());
    for (Case each : cases) {
      LesionCase written = folder.write(each, simulated.phantom(each), simulated.group());
      if (publisher != null) {
        publisher.send(written.getCaseId(), written);
      }
      progress.step();
    }
    return folder.writeAcceptors();
  }

  private void say(List<Case> cases, int acceptors, String sent) {
    long test = cases.stream().filter(each -> each.split() == LesionSplit.TEST).count();
    spec.commandLine()
        .getOut()
        .printf(
            "phantom study: %d strokes, %d normals of %d^3 voxels, seed %d, in %s%n"
                + "patients for the test: %d, for training: %d; acceptors.csv: %d%n"
                + "%s%n",
            strokes, normals, edge, seed, out, test, cases.size() - test, acceptors, sent);
  }

  private void check() {
    if (noSend) {
      requireKnownOptions();
    }
    require(out != null, "Missing required option: '--out=DIR'");
    require(strokes >= 0, "--strokes %d: must be at least 0".formatted(strokes));
    require(normals >= 0, "--normals %d: must be at least 0".formatted(normals));
    long cases = (long) strokes + normals;
    require(cases >= 1, "--strokes, --normals: there must be somebody");
    require(cases <= MOST_CASES, "--strokes, --normals: %d are too many".formatted(cases));
    require(edge == 16 || edge == 32, "--edge %d: must be 16 or 32".formatted(edge));
    require(
        testFraction >= 0 && testFraction < 1,
        "--test-fraction %s: must be from 0 on, below 1".formatted(testFraction));
    require(group == null || !group.isBlank(), "--group: must not be empty");
    require(group == null || group.length() <= 200, "--group: must be at most 200 characters");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new Failure(message);
    }
  }

  /** With an option of the kind of --no-send, picocli passes over what it does not know. */
  private void requireKnownOptions() {
    List<String> unknown = spec.commandLine().getParseResult().unmatched();
    if (!unknown.isEmpty()) {
      throw new UnmatchedArgumentException(spec.commandLine(), unknown);
    }
  }
}
