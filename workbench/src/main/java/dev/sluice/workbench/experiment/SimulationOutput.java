// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.experiment;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Sample;
import dev.sluice.schemas.Topic;
import dev.sluice.schemas.Variable;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say where the samples of a simulated system go, and how fast. */
public final class SimulationOutput {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Samples per second. Default: as fast as it goes.")
  private Double rate;

  @Option(
      names = "--declare",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Declare the experiment first, with its true graph (the default). With --no-declare the"
              + " names of the variables are those of its declaration, if there is one; those of"
              + " --bif must be the same.")
  private boolean declare;

  @Mixin private TargetLimitsOptions limits;

  @Mixin private Output output;

  /**
   * An open way to the topic of samples.
   *
   * @param experiment the system, with the names that its variables are declared with
   */
  public record Channel(
      SimulatedExperiment experiment, KafkaSettings settings, Pace pace, CommandSpec spec) {
    /** Sends samples, as many as said. */
    public void send(long count, Supplier<Sample> samples) {
      Progress progress = new Progress(spec.commandLine().getErr(), "samples", count);
      try (Publisher<Sample> publisher = Publisher.of(settings, Topic.SAMPLES, Sample.class)) {
        for (long i = 0; i < count; i++) {
          Sample sample = samples.get();
          pace.await();
          publisher.send(experiment.id(), sample);
          progress.step();
        }
      }
    }

    /** The name of the topic. */
    public String topic() {
      return Topic.SAMPLES.name(settings.prefix());
    }
  }

  /**
   * Connects, and declares the experiment or finds its declaration.
   *
   * @param system where it comes from
   * @throws Failure naming the option that does not fit
   */
  Channel open(SimulatedSystem.Drawn drawn, SimulatedSystem system) {
    return open(drawn, system, Output.DATA, false);
  }

  /**
   * The same for who goes on after a stop: what is declared in the same words already is not
   * declared again, which would be a revision.
   *
   * @param topics what else is used
   * @throws Failure naming the option that does not fit
   */
  public Channel resume(SimulatedSystem.Drawn drawn, SimulatedSystem system, Topic... topics) {
    List<Topic> all = new ArrayList<>(Output.DATA);
    all.addAll(List.of(topics));
    return open(drawn, system, all, true);
  }

  private Channel open(
      SimulatedSystem.Drawn drawn, SimulatedSystem system, List<Topic> topics, boolean goesOn) {
    Pace pace = new Pace(rate);
    String source = system.graphOption();
    SimulatedExperiment experiment = drawn.experiment();
    if (!declare) {
      limits.requireNone(spec, "belongs to a declaration: not with --no-declare");
      KafkaSettings settings = output.connect(topics);
      SimulatedExperiment named = renamed(experiment, source, system.hasNames(), settings);
      return new Channel(named, settings, pace, spec);
    }
    PrintWriter out = spec.commandLine().getOut();
    DeclareCommand.check(source, experiment.declaration());
    Experiment declaration = limits.in(experiment.declaration());
    KafkaSettings settings = output.connect(topics);
    if (goesOn && Declarations.read(settings).contains(declaration)) {
      out.printf("%s is declared already%n", experiment.id());
    } else {
      DeclareCommand.send(source, declaration, settings, out);
    }
    drawn.codings().forEach(out::println);
    out.flush();
    return new Channel(experiment, settings, pace, spec);
  }

  /** Where variables have names of their own, those are not taken for others by their places. */
  private static SimulatedExperiment renamed(
      SimulatedExperiment experiment, String source, boolean keeps, KafkaSettings settings) {
    Declarations declarations = Declarations.read(settings);
    if (!declarations.contains(experiment.id())) {
      return experiment;
    }
    List<String> names =
        declarations.get("--experiment", experiment.id()).getVariables().stream()
            .map(Variable::getName)
            .toList();
    if (keeps && !names.equals(experiment.names())) {
      throw new Failure(
          "%s: experiment %s is declared with other variables, %s"
              .formatted(source, experiment.id(), names));
    }
    if (names.size() != experiment.dimension()) {
      throw new Failure(
          "%s: experiment %s is declared with %d variables"
              .formatted(source, experiment.id(), names.size()));
    }
    return experiment.named(names);
  }
}
