// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.targeting.TargetingRule;
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
      "  sluice study targeting --mechanisms dirichlet:3 --seeds 30"
    })
public final class StudyTargeting implements Runnable {
  private static final int CATEGORICAL_OBSERVATIONS = 1000;
  private static final int CONTINUOUS_OBSERVATIONS = 100;
  private static final int CATEGORICAL_ROWS = 20;
  private static final int CONTINUOUS_ROWS = 10;
  private static final List<Double> CONTINUOUS_VALUES = List.of(2.0);

  @Spec private CommandSpec spec;

  /** Who holds the beliefs. */
  private enum Beliefs {
    EXACT
  }

  @Option(
      names = "--beliefs",
      defaultValue = "EXACT",
      description = "Who holds them: exact, the exact posterior (default: exact).")
  private Beliefs beliefs;

  @Mixin private StudiedFamilies families;

  @Option(
      names = "--rules",
      split = ",",
      paramLabel = "RULE",
      defaultValue = "random,round-robin,eig,ait",
      converter = Rules.class,
      description =
          "Rules: random, round-robin, eig, ait, cbed, entropy, descendants, oracle (default:"
              + " ${DEFAULT-VALUE}).")
  private List<TargetingRule> rules;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "Systems of each family (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "Of the first system of each family (default: ${DEFAULT-VALUE}).")
  private long firstSeed;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "10",
      description = "Interventions in a run (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--observations",
      paramLabel = "N",
      description = "Rows before the first round (default: 100, of categories 1000).")
  private Integer observations;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows in a round (default: 10, of categories 20).")
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
      defaultValue = "4",
      description =
          "Runs of random and round-robin on each system, which are averaged (default:"
              + " ${DEFAULT-VALUE}).")
  private int streams;

  @Option(
      names = "--sampled-graphs",
      paramLabel = "N",
      defaultValue = "128",
      description = "Graphs drawn for a decision by eig and ait (default: ${DEFAULT-VALUE}).")
  private int graphs;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "targeting-study",
      description = "Folder of the results (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Override
  public void run() {
    Map<String, GraphFamily> byName = families.byName();
    TargetingStudy.Settings settings =
        switch (beliefs) {
          case EXACT -> settings(byName);
        };
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
              given(observations, categorical ? CATEGORICAL_OBSERVATIONS : CONTINUOUS_OBSERVATIONS),
              rounds,
              given(rows, categorical ? CATEGORICAL_ROWS : CONTINUOUS_ROWS),
              given(values, categorical ? List.of() : CONTINUOUS_VALUES));
      TargetingStudy.Effort usual = TargetingStudy.Effort.USUAL;
      return new TargetingStudy.Settings(
          List.copyOf(byName.values()),
          families.mechanisms(),
          rules,
          loop,
          new TargetingStudy.Effort(graphs, usual.models(), usual.imaginedRows()),
          seeds,
          firstSeed,
          streams);
    } catch (IllegalArgumentException e) {
      String message = e.getMessage().replaceFirst("^graphs:", "sampled-graphs:");
      throw new Failure("--" + message, e);
    }
  }

  private static <T> T given(T option, T otherwise) {
    return option == null ? otherwise : option;
  }

  private List<TargetingOutcome> outcomes(TargetingStudy.Settings settings) {
    Progress progress =
        new Progress(spec.commandLine().getErr(), "runs", TargetingStudy.steps(settings));
    try {
      return TargetingStudy.run(settings, progress::step);
    } catch (IllegalArgumentException e) {
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
