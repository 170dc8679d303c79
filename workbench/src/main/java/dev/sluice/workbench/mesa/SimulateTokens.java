// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.Token;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code sluice simulate tokens}: sequences that learners in context are tried on. */
@Command(
    name = "tokens",
    description = {
      "Send tokens of simulated sequences, each with a law of its own that can only be learned"
          + " from the sequence itself.",
      "",
      "Everything is a function of the options: the same command sends the same tokens, and those"
          + " that the job has already seen count as duplicates. A greater --length or --sequences"
          + " adds tokens to those of an earlier run.",
      "",
      "Tasks, of 10 entries but for partial:",
      "  linear       s' = W s + noise with a random orthogonal W",
      "  partial      the same of 15 entries, of which a token shows 5 mixtures",
      "  nonlinear    s' = W f(s) + noise with a network f of the seed",
      "  contracting  W with eigenvalues from 0.3 to 0.9: sequences fade",
      "  fixed        one W for all sequences of a seed: the control",
      "  regression   pairs x, y = W x + noise, one after the other",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice simulate tokens --task linear --bootstrap localhost:9092",
      "  sluice simulate tokens --task partial --sequences 10000 --length 200 --seed 7 \\",
      "    --bootstrap localhost:9092",
      "  sluice simulate tokens --task fixed --group control --rate 500 --bootstrap"
          + " localhost:9092"
    })
public final class SimulateTokens implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--task",
      required = true,
      paramLabel = "TASK",
      converter = Tasks.class,
      description = "The law of the sequences, see above.")
  private SequenceTask task;

  @Option(
      names = "--sequences",
      defaultValue = "1000",
      paramLabel = "N",
      description = "How many sequences (default: ${DEFAULT-VALUE}).")
  private long sequences;

  @Option(
      names = "--length",
      defaultValue = "51",
      paramLabel = "N",
      description =
          "Tokens of each sequence; all but the first are predicted (default: ${DEFAULT-VALUE}).")
  private long length;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of all sequences (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--first",
      defaultValue = "0",
      paramLabel = "N",
      description = "Number of the first sequence of the seed (default: ${DEFAULT-VALUE}).")
  private long first;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "Group whose losses they are counted to; the same sequences in two groups are different"
              + " ones. Default: the task's name.")
  private String group;

  @Option(
      names = "--interleave",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "So many sequences take turns, token by token, and when they have ended, the next as"
              + " many (default: ${DEFAULT-VALUE}).")
  private int together;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Tokens per second. Default: as fast as it goes.")
  private Double rate;

  @Mixin private Output output;

  @Override
  public void run() {
    requireAtLeast(1, "--sequences", sequences);
    requireAtLeast(1, "--length", length);
    requireAtLeast(0, "--first", first);
    requireAtLeast(1, "--interleave", together);
    if (group != null && group.isBlank()) {
      throw new Failure("--group: must not be empty");
    }
    if (sequences > Long.MAX_VALUE - first || sequences > Long.MAX_VALUE / length) {
      throw new Failure("--sequences %d: too many".formatted(sequences));
    }
    SimulatedTokens tokens =
        new SimulatedTokens(
            task, seed, first, sequences, length, together, group == null ? task.name() : group);
    Pace pace = new Pace(rate);
    KafkaSettings settings = output.connect(List.of(Topic.TOKENS));
    send(tokens, settings, pace);
    spec.commandLine()
        .getOut()
        .printf(
            "sent %d tokens of %d sequences of %s to %s: group %s, seed %d%n",
            tokens.size(),
            sequences,
            task.name(),
            Topic.TOKENS.name(settings.prefix()),
            tokens.group(),
            seed);
  }

  private void send(SimulatedTokens tokens, KafkaSettings settings, Pace pace) {
    Progress progress = new Progress(spec.commandLine().getErr(), "tokens", tokens.size());
    try (Publisher<Token> publisher = Publisher.of(settings, Topic.TOKENS, Token.class)) {
      tokens.forEach(
          token -> {
            pace.await();
            publisher.send(token.getSequenceId(), token);
            progress.step();
          });
    }
  }

  private static void requireAtLeast(long least, String option, long value) {
    if (value < least) {
      throw new Failure("%s %d: must be at least %d".formatted(option, value, least));
    }
  }

  /** Reads tasks. */
  static final class Tasks implements ITypeConverter<SequenceTask> {
    @Override
    public SequenceTask convert(String text) {
      try {
        return SimulatedTokens.task(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
