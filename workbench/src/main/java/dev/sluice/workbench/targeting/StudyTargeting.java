// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.models.targeting.exact.ExactTargeting;
import dev.sluice.models.targeting.study.Believer;
import dev.sluice.models.targeting.study.ExactBeliever;
import dev.sluice.models.targeting.study.TargetingOutcome;
import dev.sluice.models.targeting.study.TargetingStudy;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice study targeting}: what rules that choose interventions are worth. */
@Command(
    name = "targeting",
    description = {
      "Compare rules that choose the next intervention, by how soon beliefs come close to the true"
          + " graphs of simulated systems.",
      "",
      "Paired: of each family and seed all rules see the same system, the same observations, and the"
          + " same batch of rows wherever they make the same choice for the same time. Results are"
          + " functions of the options, but for the milliseconds.",
      "",
      "Written to --out: targeting.csv, and plots of expected SHD and entropy against rows.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study targeting --rules random,round-robin,eig,ait --seeds 20",
      "  sluice study targeting --families er-1,er-2 --variables 8 --rounds 8 --seeds 15",
      "  sluice study targeting --mechanisms dirichlet:3 --seeds 30",
      "  sluice study targeting --beliefs enco --rules random,ait,git"
    })
public final class StudyTargeting implements Runnable {
  private static final List<Double> CONTINUOUS_VALUES = List.of(2.0);

  @Spec private CommandSpec spec;

  @Option(
      names = "--beliefs",
      defaultValue = "EXACT",
      description =
          "Who holds them: exact, the exact posterior, or enco, networks with beliefs that"
              + " gradients move (default: exact).")
  private StudiedBeliefs beliefs;

  @Mixin private StudiedFamilies families;
  @Mixin private EncoOptions enco;

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "RULE",
      converter = Rules.class,
      description =
          "Rules: random, round-robin, eig (of exact), ait, cbed, git and git-privileged (of enco),"
              + " entropy, descendants, oracle (default: random,round-robin,eig,ait; of enco"
              + " random,round-robin,ait,git,git-privileged,cbed,entropy).")
  private List<TargetingRule> rules;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Systems of each family (default: 20, of enco 3).")
  private Integer seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Of the first system of each family (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Interventions in a run (default: 10, of enco 30).")
  private Integer rounds;

  @Option(
      names = "--observations",
      paramLabel = "N",
      description = "Rows before the first round (default: 100, of categories and enco 1000).")
  private Integer observations;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows in a round (default: 10, of categories 20, of enco 32).")
  private Integer rows;

  @Option(
      names = "--values",
      split = ",",
      paramLabel = "VALUE",
      description =
          "Values that a target may be set to; if several, rules choose among them too (default: 2,"
              + " of categories uniformly at random).")
  private List<Double> values;

  @Option(
      names = "--streams",
      paramLabel = "N",
      description =
          "Runs of random and round-robin on each system, which are averaged (default: 4, of enco"
              + " 2).")
  private Integer streams;

  @Option(
      names = "--sampled-graphs",
      paramLabel = "N",
      description =
          "Graphs drawn for a decision by eig and ait, of enco by cbed and git too (default: 128, of"
              + " enco 20).")
  private Integer graphs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "targeting-study",
      description = "Folder of the results (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public void run() {
    families.complete(beliefs);
    if (beliefs != StudiedBeliefs.ENCO) {
      enco.refuse(beliefs);
    }
    Map<String, GraphFamily> byName = families.byName();
    TargetingStudy.Settings settings = settings(byName);
    StudyFolder out = StudyFolder.open(folder);
    TargetingResults results =
        new TargetingResults(settings, byName, families.kind(), outcomes(settings));
    out.write("targeting.csv", results.csv());
    new TargetingPlots(results).draw(out);
    PrintWriter printed = spec.commandLine().getOut();
    new TargetingTable(results).lines().forEach(printed::println);
    printed.println("written to " + folder);
  }

  private TargetingStudy.Settings settings(Map<String, GraphFamily> byName) {
    boolean categorical = families.isCategorical();
    try {
      TargetingStudy.Loop loop =
          new TargetingStudy.Loop(
              given(observations, beliefs.observations(categorical)),
              given(rounds, beliefs.rounds()),
              given(rows, beliefs.rows(categorical)),
              given(values, categorical ? List.of() : CONTINUOUS_VALUES));
      return new TargetingStudy.Settings(
          List.copyOf(byName.values()),
          families.mechanisms(),
          given(rules, beliefs.rules().stream().map(new Rules()::convert).toList()),
          loop,
          believer(given(graphs, beliefs.graphs())),
          given(seeds, beliefs.seeds()),
          firstSeed,
          given(streams, beliefs.streams()));
    } catch (IllegalArgumentException e) {
      throw new Failure("--" + option(e.getMessage()), e);
    }
  }

  private Believer believer(int size) {
    ExactTargeting.Effort usual = ExactTargeting.Effort.USUAL;
    return switch (beliefs) {
      case EXACT ->
          new ExactBeliever(new ExactTargeting.Effort(size, usual.models(), usual.imaginedRows()));
      case ENCO -> enco.believer(size);
    };
  }

  /** A message that begins with a component of the settings, which becomes the option. */
  private static String option(String message) {
    int colon = message.indexOf(':');
    String name = message.substring(0, colon);
    String option =
        switch (name) {
          case "graphs" -> "sampled-graphs";
          default -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        };
    return option + message.substring(colon);
  }

  private static <T> T given(T option, T otherwise) {
    return option == null ? otherwise : option;
  }

  private List<TargetingOutcome> outcomes(TargetingStudy.Settings settings) {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "rounds", TargetingStudy.steps(settings));
    try {
      return TargetingStudy.run(settings, progress::step);
    } catch (IllegalArgumentException | ArithmeticException e) {
      String option = "--mechanisms " + settings.mechanisms();
      throw new Failure(option + ": " + Failure.rootCause(e), e);
    }
  }

  /** Rules as the options name them. */
  static final class Rules implements ITypeConverter<TargetingRule> {
    @Override
    public TargetingRule convert(String text) {
      for (TargetingRule rule : TargetingRule.values()) {
        if (rule.label().equals(text.toLowerCase(Locale.ROOT))) {
          return rule;
        }
      }
      throw new TypeConversionException(
          "'%s' is no rule; there are %s"
              .formatted(
                  text,
                  Arrays.stream(TargetingRule.values())
                      .map(TargetingRule::label)
                      .collect(Collectors.joining(", "))));
    }
  }
}
