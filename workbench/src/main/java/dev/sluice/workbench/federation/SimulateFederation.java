// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.federation.UpdateEncoding;
import dev.sluice.models.federation.study.TargetSplit;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.experiment.DeclareCommand;
import dev.sluice.workbench.experiment.SimulatedExperiment;
import dev.sluice.workbench.experiment.SimulatedSystem;
import dev.sluice.workbench.experiment.SimulationOptions;
import dev.sluice.workbench.topics.Output;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice simulate federation}: samples of one random system at several sites. */
@Command(
    name = "federation",
    description = {
      "Draw a random causal model, declare it to a coordinator and to several sites, and send each"
          + " site samples of its own: observations, and interventions on its own targets only.",
      "",
      "Topics of the sites differ by their prefix: site-a.samples, site-b.samples, ... The coordinator's"
          + " declaration, under --topic-prefix, has the true graph; those of sites have not. No two"
          + " sites have a sample in common. Everything is a function of the options: the same"
          + " command sends the same samples, and a greater --observational or --interventional adds"
          + " to those of an earlier run.",
      "",
      SimulationOptions.FAMILIES,
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate federation --experiment lab --sites 4 --targets disjoint:2 \\",
      "    --graph er:8:2 --mechanisms neural:10 --bootstrap localhost:9092",
      "  sluice simulate federation --experiment sums --sites 3 --targets shared \\",
      "    --graph er:6:1 --mechanisms linear-gaussian --rate 100 --bootstrap localhost:9092"
    })
public final class SimulateFederation implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private SimulationOptions options;

  @Option(
      names = "--sites",
      paramLabel = "N",
      defaultValue = "3",
      description = "Sites (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(
      names = "--targets",
      paramLabel = "SPLIT",
      defaultValue = "disjoint:1",
      converter = StudyFederation.Split.class,
      description =
          "Which variables each site intervenes on: disjoint:T or overlapping:T, T of them, or"
              + " shared, all (default: ${DEFAULT-VALUE}).")
  private TargetSplit split;

  @Option(
      names = "--observational",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Observational samples of each site (default: ${DEFAULT-VALUE}).")
  private long observational;

  @Option(
      names = "--interventional",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "Samples of each site of an intervention on each of its targets (default:"
              + " ${DEFAULT-VALUE}).")
  private long interventional;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "perfect",
      description = "What interventions do: perfect or soft (default: ${DEFAULT-VALUE}).")
  private InterventionKind kind;

  @Option(
      names = "--site-prefix",
      paramLabel = "PREFIX",
      defaultValue = "site-",
      description =
          "What the names of the sites' topics begin with, before the site's letter and a dot"
              + " (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Samples per second of all sites together. Default: as fast as it goes.")
  private Double rate;

  @Mixin private Output output;

  @Override
  public void run() {
    require(observational >= 0, "--observational", "must be at least 0, is " + observational);
    require(interventional >= 0, "--interventional", "must be at least 0, is " + interventional);
    require(
        sites >= 1 && sites <= UpdateEncoding.MOST_SITES,
        "--sites",
        "must be from 1 to %d, is %d".formatted(UpdateEncoding.MOST_SITES, sites));
    require(prefix.matches("[a-zA-Z0-9._-]*"), "--site-prefix", "is no name in Kafka");
    Pace pace = new Pace(rate);
    SimulatedSystem.Drawn drawn = options.draw(kind);
    SimulatedExperiment experiment = drawn.experiment();
    VariableSet[] targets = targets(experiment.dimension());
    String source = options.system().graphOption();
    PrintWriter out = spec.commandLine().getOut();
    KafkaSettings coordinator = output.connect(List.of(Topic.EXPERIMENTS));
    List<SiteSamples> all = sites(experiment, targets, coordinator, source);
    DeclareCommand.send(source, experiment.declaration(), coordinator, out);
    drawn.codings().forEach(out::println);
    send(all, pace);
    for (SiteSamples site : all) {
      out.printf(
          "sent %d samples of %s to %s: %d observational, %d of each target: %s%n",
          site.count(),
          experiment.id(),
          site.topic(),
          observational,
          interventional,
          names(experiment, site.targets()));
    }
    out.printf("%d sites (%s, targets %s)%n", sites, options, split);
  }

  private VariableSet[] targets(int variables) {
    try {
      split.require(sites, variables);
    } catch (IllegalArgumentException e) {
      throw new Failure("--targets " + e.getMessage().replaceFirst("^split: ", ""), e);
    }
    return split.targets(sites, variables, options.seed());
  }

  private List<SiteSamples> sites(
      SimulatedExperiment experiment,
      VariableSet[] targets,
      KafkaSettings coordinator,
      String source) {
    Experiment declaration = experiment.declaration();
    declaration.setTrueEdges(null);
    PrintWriter unsaid = new PrintWriter(PrintWriter.nullWriter());
    List<SiteSamples> all = new ArrayList<>();
    for (int site = 0; site < sites; site++) {
      KafkaSettings settings = coordinator.withPrefix(prefix + letters(site) + ".");
      output.require(settings, Output.DATA);
      DeclareCommand.send(source, declaration, settings, unsaid);
      all.add(
          new SiteSamples(
              experiment, settings, targets[site], observational, interventional, site, sites));
    }
    return all;
  }

  /** In turn, one of each site, so that sites with much to send do not come late. */
  private void send(List<SiteSamples> all, Pace pace) {
    long total = all.stream().mapToLong(SiteSamples::count).sum();
    Progress progress = new Progress(spec.commandLine().getErr(), "samples", total);
    try {
      for (long sent = 0; sent < total; ) {
        for (SiteSamples site : all) {
          if (site.hasNext()) {
            pace.await();
            site.sendNext();
            sent++;
            progress.step();
          }
        }
      }
    } finally {
      all.forEach(SiteSamples::close);
    }
  }

  /** a, b, ..., z, aa, ab, ... */
  static String letters(int site) {
    String last = String.valueOf((char) ('a' + site % 26));
    return site < 26 ? last : letters(site / 26 - 1) + last;
  }

  private static String names(SimulatedExperiment experiment, VariableSet targets) {
    return targets.isEmpty()
        ? "none"
        : Arrays.stream(targets.members())
            .mapToObj(experiment.names()::get)
            .collect(Collectors.joining(", "));
  }

  private static void require(boolean holds, String option, String problem) {
    if (!holds) {
      throw new Failure(option + ": " + problem);
    }
  }
}
