// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.OptionRange;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the method that learns. */
final class MethodOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--method",
      defaultValue = "enco",
      paramLabel = "METHOD",
      description = "${COMPLETION-CANDIDATES} (default: enco).")
  private MethodName method;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description =
          "Width of the networks, a multiple of 4 (default: of ENCO 32, of DCDI 16). DSDI has its"
              + " own.")
  private Integer hidden;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Samples per step (default: the method's own, of ENCO 128, of DSDI 256, of DCDI 64).")
  private Integer batch;

  @Option(
      names = "--graphs",
      paramLabel = "N",
      description =
          "ENCO and DSDI: graphs per step of beliefs (default: of ENCO 64, of DSDI 20). DCDI has one"
              + " per sample.")
  private Integer graphs;

  @Option(
      names = "--sparsity",
      paramLabel = "COST",
      description =
          "What an edge costs, of ENCO and DCDI in nats per sample (default: the method's own, of ENCO"
              + " 0.004 and with --latent-confounders 0.001, of DSDI 0.002, of DCDI 0.01).")
  private Double sparsity;

  @Option(
      names = "--latent-confounders",
      description = "ENCO: look for pairs with a latent common cause, whose edges are taken back.")
  private boolean latentConfounders;

  @Option(
      names = "--soft",
      description =
          "DCDI: interventions change how their targets follow their parents, and cut none.")
  private boolean soft;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description =
          "Of weights, batches, graphs, and which samples are held (default: ${DEFAULT-VALUE}).")
  private long seed;

  MethodChoice choice() {
    OptionRange range = new OptionRange(command);
    range.check(
        hidden == null || (hidden >= 4 && hidden % 4 == 0), "--hidden", "a multiple of 4", hidden);
    positive(range, "--batch", batch);
    positive(range, "--graphs", graphs);
    range.check(graphs == null || graphs >= 2, "--graphs", "at least 2", graphs);
    range.check(
        sparsity == null || (sparsity >= 0 && Double.isFinite(sparsity)),
        "--sparsity",
        "at least 0",
        sparsity);
    if (latentConfounders && method != MethodName.ENCO) {
      throw new ParameterException(
          command.commandLine(), "--latent-confounders: " + method + " does not look for them");
    }
    if (hidden != null && method == MethodName.DSDI) {
      throw new ParameterException(
          command.commandLine(), "--hidden: " + method + " has networks of a width of its own");
    }
    if (graphs != null && method == MethodName.DCDI) {
      throw new ParameterException(
          command.commandLine(), "--graphs: " + method + " draws one graph for each sample");
    }
    if (soft && method != MethodName.DCDI) {
      throw new ParameterException(
          command.commandLine(), "--soft: " + method + " takes interventions to be perfect");
    }
    return new MethodChoice(method, hidden, batch, graphs, sparsity, latentConfounders, soft, seed);
  }

  private static void positive(OptionRange range, String option, Integer value) {
    range.check(value == null || value >= 1, option, "at least 1", value);
  }
}
