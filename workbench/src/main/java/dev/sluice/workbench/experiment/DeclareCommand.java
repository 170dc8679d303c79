// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.InputFile;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice declare}: begins an experiment, or ends one. */
@Command(
    name = "declare",
    description = {
      "Declare an experiment: its variables, priors and, if known, its true graph. Or end one.",
      "",
      "The declaration is checked before it is sent. The smallest one:",
      "  {\"experimentId\":\"marks\",\"variables\":["
          + "{\"name\":\"MECH\",\"kind\":\"CONTINUOUS\"},{\"name\":\"ALG\",\"kind\":\"CONTINUOUS\"}]}",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice declare marks.json --bootstrap localhost:9092",
      "  sluice declare marks.json --target-costs MECH=10 --forbidden-targets ALG \\",
      "    --target-budget 500 --bootstrap localhost:9092",
      "  sluice declare marks.json --max-parents 3 --bootstrap localhost:9092",
      "  sluice declare marks.json --tiers MECH:ALG --bootstrap localhost:9092",
      "  sluice declare --end marks --bootstrap localhost:9092"
    })
public final class DeclareCommand implements Runnable {
  private static final String MAX_PARENTS = "--max-parents";

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Option(
      names = MAX_PARENTS,
      paramLabel = "N",
      description =
          "Most parents that a variable may have, at least 0, in place of the declaration's"
              + " maxParents.")
  private Integer maxParents;

  @Mixin private KnowledgeOptions knowledge;

  @Mixin private TargetLimitsOptions limits;

  @Mixin private Output output;

  /** A declaration, or the experiment to end. */
  static final class Subject {
    @Parameters(
        paramLabel = "FILE.json",
        description = "The declaration, as JSON or Avro single object.")
    private Path file;

    @Option(
        names = "--end",
        paramLabel = "ID",
        description = "End this experiment: the job forgets it.")
    private String end;
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    new OptionRange(spec)
        .check(maxParents == null || maxParents >= 0, MAX_PARENTS, "at least 0", maxParents);
    if (subject.end != null) {
      String why = "belongs to a declaration, which --end is not";
      limits.requireNone(spec, why);
      String given = maxParents == null ? knowledge.given() : MAX_PARENTS;
      if (given != null) {
        throw new ParameterException(spec.commandLine(), given + ": " + why);
      }
      end(subject.end, output.connect(), out);
      return;
    }
    byte[] bytes = read(subject.file);
    KafkaSettings settings = output.settings();
    String source = subject.file.toString();
    requireJson(subject.file, bytes);
    Experiment experiment = accepted(source, settings.inputDecoder(Experiment.class).decode(bytes));
    check(source, experiment);
    Experiment limited = limits.in(knowledge.in(experiment));
    if (maxParents != null) {
      limited.setMaxParents(maxParents);
    }
    output.connect();
    send(source, limited, settings, out);
  }

  /**
   * Checks a declaration as the job will.
   *
   * @param source where it comes from, named in errors
   * @return what the job makes of it
   * @throws Failure if the job would refuse it
   */
  static Declaration check(String source, Experiment experiment) {
    return accepted(source, Declaration.of(experiment, 0, System.currentTimeMillis()));
  }

  /**
   * Checks a declaration, sends it and says so.
   *
   * @param source where it comes from, named in errors
   * @throws Failure if the job would refuse it, by itself or because the experiment lives with
   *     other variables
   */
  public static void send(
      String source, Experiment experiment, KafkaSettings settings, PrintWriter out) {
    Declaration declaration = check(source, experiment);
    Declarations declarations = Declarations.read(settings);
    Declaration live = declarations.live(declaration.experimentId());
    String tooLong = live == null ? Declaration.lengthFault(experiment) : null;
    if (tooLong != null) {
      throw new Failure(source + ": " + Reason.INVALID_DECLARATION.code() + ": " + tooLong);
    }
    if (live != null && !declaration.hasVariablesOf(live)) {
      throw new Failure(
          "%s: experiment %s is declared with other variables, %s; end it first: declare --end %2$s"
              .formatted(source, live.experimentId(), Arrays.toString(live.variables())));
    }
    Experiment sent = declarations.inItsLife(source, experiment, settings);
    try (Publisher<Experiment> publisher =
        Publisher.of(settings, Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send(sent.getExperimentId(), sent);
    }
    List<Variable> variables = experiment.getVariables();
    out.printf(
        "declared %s: %d %s variables%n",
        experiment.getExperimentId(),
        variables.size(),
        variables.get(0).getKind().name().toLowerCase(Locale.ROOT));
    String limits = TargetLimitsLine.of(sent);
    if (!limits.isEmpty()) {
      out.println(limits);
    } else if (live != null && !TargetLimitsLine.same(live, declaration)) {
      out.println("interventions: no limits any more");
    }
  }

  private static void end(String experimentId, KafkaSettings settings, PrintWriter out) {
    Declarations.read(settings).get("--end", experimentId);
    try (Publisher<Experiment> publisher =
        Publisher.of(settings, Topic.EXPERIMENTS, Experiment.class)) {
      publisher.send(experimentId, null);
    }
    out.printf("ended %s%n", experimentId);
  }

  private static <T> T accepted(String source, Decoded<T> decoded) {
    if (decoded.record() == null) {
      throw new Failure(source + ": " + decoded.reason().code() + ": " + decoded.message());
    }
    return decoded.record();
  }

  /** A table of samples, which a declaration is often taken for, is no case for a JSON parser. */
  private static void requireJson(Path file, byte[] bytes) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (bytes.length == 0) {
      throw new Failure(file + ": the file is empty");
    }
    boolean json =
        new String(bytes, StandardCharsets.UTF_8).replaceFirst("^\\uFEFF?\\s*", "").startsWith("{");
    if (!json && name.matches(".*\\.(csv|tsv|tab|txt|dat|xlsx?)(\\.gz)?")) {
      throw new Failure(
          ("%s: not a declaration, which is JSON; a table of samples declares its experiment when"
                  + " it is sent: replay samples %1$s --experiment ID --declare")
              .formatted(file));
    }
    if (bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      throw new Failure(file + ": is gzipped, a declaration must not be");
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new Failure(file + ": " + InputFile.why(e), e);
    }
  }
}
