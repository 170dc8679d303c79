// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.models.discovery.Budget;
import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.Regime;
import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.discovery.enco.Enco;
import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.scm.GraphFamily;
import dev.sluice.models.scm.InterventionKind;
import dev.sluice.models.scm.MechanismFamily;
import dev.sluice.models.scm.StructuralCausalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a method finds in each epoch, and the CPU seconds that it takes: structural Hamming distance
 * of the predicted graph, a reversed edge counted once, and time by the thread's own clock, which
 * other work on the machine does not count towards.
 */
@Command(name = "discovery", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class DiscoveryCosts implements Callable<Integer> {
  private static final double TO_MEGABYTES = 1e-6;

  @Option(names = "--graph", split = ",", defaultValue = "chain:8", description = "Families.")
  private List<String> families;

  @Option(
      names = "--method",
      defaultValue = "enco",
      description = "enco, or dsdi or dcdi with their usual settings.")
  private MethodName method;

  @Option(names = "--mechanisms", defaultValue = "neural:10", description = "Of the truths.")
  private String mechanisms;

  @Option(names = "--rows", defaultValue = "5000", description = "Observations.")
  private int rows;

  @Option(names = "--per-target", defaultValue = "200", description = "Rows per intervention.")
  private int perTarget;

  @Option(names = "--width", defaultValue = "32", description = "H, units of a layer.")
  private int width;

  @Option(names = "--graphs", defaultValue = "64", description = "K, graphs per step.")
  private int graphs;

  @Option(names = "--sparsity", defaultValue = "0.004", description = "Lambda.")
  private double sparsity;

  @Option(names = "--orientation-only", description = "Every other epoch learns orientations.")
  private boolean orientationOnly;

  @Option(names = "--epochs", defaultValue = "3", description = "Of 1,000 and 100 steps.")
  private int epochs;

  @Option(names = "--seeds", defaultValue = "1", description = "Truths of each family.")
  private int seeds;

  @Option(names = "--first-seed", defaultValue = "1", description = "Seed of the first.")
  private int firstSeed;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new DiscoveryCosts())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() {
    for (String family : families) {
      for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
        learn(family, seed);
      }
    }
    return 0;
  }

  private void learn(String family, int seed) {
    Dag graph = GraphFamily.parse(family).draw(seed);
    StructuralCausalModel truth = MechanismFamily.parse(mechanisms).draw(graph, seed);
    TrainingData data = data(truth, seed);
    EdgeKnowledge nothing = EdgeKnowledge.none(graph.nodes());
    DiscoveryMethod learner =
        method == MethodName.ENCO
            ? new Enco(truth.domain(), nothing, settings(), seed)
            : MethodChoice.usual(method, seed).of(truth.domain(), nothing);
    LearnerState state = learner.initial();
    print(
        "%s %s, %d edges, seed %d: state %.1f MB, with training at most %.1f MB%n",
        family,
        mechanisms,
        graph.edgeCount(),
        seed,
        state.bytes() * TO_MEGABYTES,
        learner.bytes(graph.nodes()) * TO_MEGABYTES);
    print("%7s%9s%6s%9s%9s%n", "epoch", "loss", "SHD", "fit, s", "graph, s");
    for (int epoch = 1; epoch <= epochs; epoch++) {
      double start = ThisProcess.threadSeconds();
      double loss = learner.train(state, data, new Budget(Budget.EPOCH.fitSteps(), 0));
      double between = ThisProcess.threadSeconds();
      learner.train(state, data, new Budget(0, Budget.EPOCH.graphSteps()));
      double end = ThisProcess.threadSeconds();
      print(
          "%7d%9.4f%6d%9.2f%9.2f%n",
          epoch,
          loss,
          distance(graph, learner.beliefs(state).graph()),
          between - start,
          end - between);
    }
  }

  private EncoSettings settings() {
    EncoSettings usual = EncoSettings.light();
    return new EncoSettings(
        width,
        usual.batch(),
        graphs,
        usual.weightRate(),
        usual.weightDecay(),
        usual.existenceRate(),
        usual.orientationRate(),
        sparsity,
        false,
        orientationOnly);
  }

  private TrainingData data(StructuralCausalModel truth, int seed) {
    List<Regime> regimes = new ArrayList<>();
    regimes.add(new Regime(VariableSet.EMPTY, null, draw(truth, VariableSet.EMPTY, seed, rows)));
    for (int v = 0; v < truth.graph().nodes(); v++) {
      VariableSet target = VariableSet.of(v);
      regimes.add(new Regime(target, null, draw(truth, target, seed, perTarget)));
    }
    return TrainingData.of(truth.domain(), regimes);
  }

  /** Draws of different regimes share no noise. */
  private double[][] draw(StructuralCausalModel truth, VariableSet targets, int seed, int count) {
    long from = (targets.length() + 1L) * Integer.MAX_VALUE;
    double[][] draws = new double[count][];
    for (int i = 0; i < count; i++) {
      draws[i] = truth.sample(targets, InterventionKind.PERFECT, seed, from + i);
    }
    return draws;
  }

  private static int distance(Dag graph, boolean[][] predicted) {
    int distance = 0;
    for (int j = 0; j < predicted.length; j++) {
      for (int i = 0; i < j; i++) {
        boolean wrong =
            predicted[i][j] != graph.hasEdge(i, j) || predicted[j][i] != graph.hasEdge(j, i);
        distance += wrong ? 1 : 0;
      }
    }
    return distance;
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
