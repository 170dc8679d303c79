// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.models.mesa.study.TrainingStudy;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.models.mesa.trained.Recipe;
import dev.sluice.models.mesa.trained.TrainingState;
import dev.sluice.models.mesa.trained.Workers;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a trained sequence model comes to, and the CPU seconds that it takes: the mean loss over
 * predictions; the seconds are those of all threads of this process, the compiler's among them.
 */
@Command(name = "sequence-model", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class SequenceModelCosts implements Callable<Integer> {
  private static final double TO_MILLISECONDS = 1e3;

  @Option(
      names = "--model",
      defaultValue = "lsa-1",
      description = "lsa-N, mesa, softmax-N, hybrid-N.")
  private String model;

  @Option(names = "--task", defaultValue = "linear", description = "Of the sequences.")
  private String task;

  @Option(names = "--steps", description = "Of training; as published if not given.")
  private Integer steps;

  @Option(names = "--length", defaultValue = "50", description = "Predictions of a sequence.")
  private int length;

  @Option(names = "--test", defaultValue = "2560", description = "Sequences of a test.")
  private int test;

  @Option(names = "--every", defaultValue = "250", description = "Steps from test to test.")
  private int every;

  @Option(names = "--seed", split = ",", defaultValue = "1", description = "Of each training.")
  private long[] seeds;

  @Option(
      names = "--threads",
      description =
          "Of training, of which losses do not depend; as many as processors if not given.")
  private Integer threads;

  /** Runs the measurement. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SequenceModelCosts()).execute(arguments));
  }

  @Override
  public Integer call() {
    SequenceTask law =
        SequenceTask.named(task)
            .orElseThrow(() -> new IllegalArgumentException("there is no task " + task));
    Recipe recipe = Recipe.of(model, law.observed());
    int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    try (Workers workers = Workers.of(count)) {
      for (long seed : seeds) {
        TrainingStudy study = new TrainingStudy(recipe, law, length, seed);
        train(study, steps == null ? recipe.steps() : steps, workers);
      }
    }
    return 0;
  }

  private void train(TrainingStudy study, int until, Workers workers) {
    print("%s, %s, seed %d: batches of %d%n", model, task, study.seed(), study.recipe().batch());
    print("%7s%10s%10s%12s%10s%n", "step", "test", "last", "of batches", "ms/step");
    TrainingState state = study.initial();
    report(study, state, 0, 0);
    while (state.version() < until) {
      double start = ThisProcess.cpuSeconds();
      double[] sum = new double[1];
      long before = state.version();
      state =
          study.train(
              state,
              Math.min(until, before + every),
              workers,
              step -> sum[0] += step.loss().mean());
      long done = state.version() - before;
      double seconds = (ThisProcess.cpuSeconds() - start) / done;
      report(study, state, sum[0] / done, seconds * TO_MILLISECONDS);
    }
  }

  private void report(TrainingStudy study, TrainingState state, double batches, double cost) {
    double[] losses = study.test(state.weights(), test);
    print(
        "%7d%10.4f%10.4f%12.4f%10.1f%n",
        state.version(),
        Arrays.stream(losses).average().orElseThrow(),
        losses[losses.length - 1],
        batches,
        cost);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
