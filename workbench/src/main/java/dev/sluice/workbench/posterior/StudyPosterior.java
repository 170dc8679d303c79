// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.score.DependentVariablesException;
import dev.sluice.models.posterior.study.PosteriorMethod;
import dev.sluice.models.posterior.study.ProtocolStudy;
import dev.sluice.models.posterior.study.StudiedScale;
import dev.sluice.models.posterior.study.Trial;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.prior.ScorePrior;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.command.StudyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sluice study posterior}: how close posteriors come to the truth in known protocols. */
@Command(
    name = "posterior",
    description = {
      "Compare posteriors with the truth in protocols of papers, beside what these publish.",
      "",
      "vcn (Annadani et al. 2021): Erdos-Renyi graphs with about one edge for each variable, weights"
          + " N(2, 1), noise of deviation 1; means over the graphs. dag-gflownet (Deleu et al. 2022):"
          + " two edges for each variable, weights N(0, 1), noise of deviation 0.1; medians. sachs:"
          + " proteins of Sachs et al. 2005, whose samples --data gives. Every method gets the same"
          + " graphs and samples.",
      "",
      "BGe with alphaMu 1, alphaW d + 2, mean 0. Scales of the prior: UNIT fits variables of unit"
          + " variance (as the published methods have it), EVIDENCE is chosen by the evidence, NOISE"
          + " fits the noise. PAPER, of vcn, is the prior of the paper's program: alphaW 10 up to 4"
          + " variables, 1000 beyond, mean 2.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice study posterior --protocol vcn",
      "  sluice study posterior --protocol vcn --variables 20 --methods exact,mcmc",
      "  sluice study posterior --protocol vcn --variables 4 --methods exact,vcn,factorised",
      "  sluice study posterior --variables 50 --methods mcmc --scales evidence",
      "  sluice study posterior --protocol sachs --data sachs.csv"
    })
public final class StudyPosterior implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--protocol",
      paramLabel = "PROTOCOL",
      defaultValue = "dag-gflownet",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private StudiedProtocol protocol;

  @Mixin private StudiedTrials studied;

  @Option(
      names = {"--methods", "--method"},
      split = ",",
      paramLabel = "METHOD",
      defaultValue = "EXACT",
      description = "Methods: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<StudiedMethod> methods;

  @Option(
      names = {"--priors", "--prior"},
      split = ",",
      paramLabel = "PRIOR",
      description =
          "Priors over graphs: ${COMPLETION-CANDIDATES} (default: FAIR with dag-gflownet, else"
              + " both).")
  private List<GraphPrior.Kind> priors;

  @Option(
      names = "--max-parents",
      paramLabel = "N",
      description = "Most parents of a variable in a posterior (default: no limit).")
  private int maxParents = Integer.MAX_VALUE;

  @Option(
      names = "--scales",
      split = ",",
      paramLabel = "SCALE",
      description =
          "Scales of the prior of mechanisms: ${COMPLETION-CANDIDATES} (default: all of them with"
              + " dag-gflownet, else UNIT).")
  private List<StudiedScale> scales;

  @Mixin private final StudiedBudget budget = new StudiedBudget(2_000_000);

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of the first graph; the others follow (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write posterior.csv there, one line for each method, prior, scale and graph, and"
              + " graphs.csv, the graphs.")
  private Path out;

  @Override
  public void run() {
    budget.check();
    StudiedPosteriors.require(maxParents >= 1, "--max-parents", "at least 1", maxParents);
    List<StudiedScale> ofMechanisms = scales == null ? protocol.scales() : scales;
    if (protocol == StudiedProtocol.SACHS && ofMechanisms.contains(StudiedScale.NOISE)) {
      throw new Failure("--scales: the noise of --protocol sachs is not known");
    }
    if (protocol != StudiedProtocol.VCN && ofMechanisms.contains(StudiedScale.PAPER)) {
      throw new Failure("--scales: PAPER is the prior of the paper of --protocol vcn");
    }
    List<Trial> trials = studied.trials(protocol, seed);
    int d = trials.get(0).domain().dimension();
    methods.forEach(method -> StudiedPosteriors.checkReach(method, "--methods", d));
    List<GraphPrior.Kind> overGraphs = priors == null ? protocol.priors() : priors;
    StudyFolder folder = out == null ? null : StudyFolder.open(out);
    int rows = methods.size() * overGraphs.size() * ofMechanisms.size();
    Progress progress =
        new Progress(spec.commandLine().getErr(), "posteriors", (long) rows * trials.size());
    PrintWriter printed = spec.commandLine().getOut();
    ProtocolTable table = new ProtocolTable(protocol, budget, printed);
    table.head();
    for (StudiedMethod method : methods) {
      PosteriorMethod computing = method.method(budget);
      for (GraphPrior.Kind prior : overGraphs) {
        for (StudiedScale scale : ofMechanisms) {
          ProtocolStudy.Result result =
              result(
                  trials,
                  scale,
                  protocol.noise(),
                  StudiedPosteriors.prior(prior, d, maxParents),
                  computing,
                  progress);
          table.row(method, prior, scale, result);
          printed.flush();
        }
      }
    }
    table.published(studied.published(protocol, d));
    if (folder != null) {
      table.write(folder, trials);
    }
  }

  private static ProtocolStudy.Result result(
      List<Trial> trials,
      StudiedScale scale,
      double noise,
      GraphPrior graphPrior,
      PosteriorMethod method,
      Progress progress) {
    ScorePrior scorePrior = scale.prior(trials.get(0).domain().dimension(), noise);
    try {
      return ProtocolStudy.run(
          trials, scorePrior, scale.mean(), graphPrior, method, progress::step);
    } catch (DependentVariablesException e) {
      throw new Failure(
          "--samples: some variables are functions of others on so few, or in --data: "
              + Failure.rootCause(e),
          e);
    }
  }
}
