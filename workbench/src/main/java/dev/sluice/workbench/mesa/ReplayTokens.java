// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.Token;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.command.Pace;
import dev.sluice.workbench.command.Progress;
import dev.sluice.workbench.csv.CsvFile;
import dev.sluice.workbench.csv.DialectOptions;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice replay tokens}: a CSV file as sequences of tokens. */
@Command(
    name = "tokens",
    description = {
      "Send the rows of a CSV file as tokens of a sequence, or of several.",
      "",
      "The first row names the columns; each row is a token, and its columns the entries, in the"
          + " order of the file. Learners know no intercept, and rates are meant for entries of"
          + " about 1: columns are best centred and scaled before. Nothing is sent unless the whole"
          + " file is in order. A file sent twice counts once; of files that have the same name in"
          + " different folders, give all but one another --name.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice replay tokens weather.csv --leave-out date --bootstrap localhost:9092",
      "  sluice replay tokens runs.csv.gz --sequence-column run --step-column second \\",
      "    --columns x,y,z --group robots --bootstrap localhost:9092",
      "  sluice replay tokens plant.tsv --delimiter '\\t' --missing NA --on-missing drop \\",
      "    --bootstrap localhost:9092"
    })
public final class ReplayTokens implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE.csv", description = "CSV file in UTF-8, may be gzipped.")
  private Path path;

  @Mixin private DialectOptions dialect;

  @Option(
      names = "--sequence-column",
      paramLabel = "COLUMN",
      description =
          "Says which sequence a row belongs to; sequences may take turns. Default: all rows are"
              + " one sequence.")
  private String sequenceColumn;

  @Option(
      names = "--step-column",
      paramLabel = "COLUMN",
      description =
          "Counts the rows of a sequence in whole numbers, from any on: it is only checked that"
              + " none is missing. The order is that of the rows.")
  private String stepColumn;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "COLUMN",
      description = "The entries of a token, in this order. Default: all other named columns.")
  private List<String> columns;

  @Option(
      names = "--leave-out",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that are no entries.")
  private List<String> leftOut = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Name of the sequence, or what the names of its sequences begin with, before a colon."
              + " Default: the file's name without folder, .gz and .csv.")
  private String name;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "Group whose losses they are counted to, all of as many entries. Default: the file's"
              + " name.")
  private String group;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Tokens per second. Default: as fast as it goes.")
  private Double rate;

  @Mixin private Output output;

  @Override
  public void run() {
    Pace pace = new Pace(rate);
    CsvFile file = dialect.open(path);
    if (file.valuesInHeader() != null) {
      throw file.valuesInHeader();
    }
    TokenCsv tokens =
        TokenCsv.of(
            file,
            columns(file),
            dialect.missing(),
            said("--name", name, file),
            said("--group", group, file));
    if (tokens.size() == 0) {
      throw file.failure(
          tokens.leftOut() == 0
              ? "there are no rows below the header: nothing is sent"
              : "every row lacks a value: nothing is sent");
    }
    KafkaSettings settings = output.connect(List.of(Topic.TOKENS));
    PrintWriter out = spec.commandLine().getOut();
    if (tokens.leftOut() > 0) {
      out.printf("rows without a value are left out: %d%n", tokens.leftOut());
      out.flush();
    }
    send(tokens, settings, pace);
    out.printf(
        "sent %d tokens of %d sequences of %s to %s: group %s%n",
        tokens.size(),
        tokens.sequences(),
        said("--name", name, file),
        Topic.TOKENS.name(settings.prefix()),
        said("--group", group, file));
  }

  private static String said(String option, String said, CsvFile file) {
    if (said != null && said.isBlank()) {
      throw new Failure(option + ": must not be empty");
    }
    return said == null ? file.name() : said;
  }

  private TokenCsv.Columns columns(CsvFile file) {
    int sequence =
        sequenceColumn == null ? -1 : position(file, "--sequence-column", sequenceColumn);
    int step = stepColumn == null ? -1 : position(file, "--step-column", stepColumn);
    if (sequence >= 0 && sequence == step) {
      throw new Failure("--step-column %s: is the --sequence-column, too".formatted(stepColumn));
    }
    List<Integer> others = new ArrayList<>(List.of(sequence, step));
    leftOut.forEach(column -> others.add(position(file, "--leave-out", column)));
    if (columns == null) {
      return new TokenCsv.Columns(
          IntStream.range(0, file.header().size())
              .filter(column -> !file.header().get(column).isEmpty() && !others.contains(column))
              .toArray(),
          sequence,
          step);
    }
    int[] entries =
        columns.stream().mapToInt(column -> position(file, "--columns", column)).toArray();
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new Failure("--columns: names a column twice: " + String.join(",", columns));
    }
    for (int entry : entries) {
      if (others.contains(entry)) {
        throw new Failure(
            "--columns %s: is named by another option, too".formatted(file.header().get(entry)));
      }
    }
    return new TokenCsv.Columns(entries, sequence, step);
  }

  private static int position(CsvFile file, String option, String column) {
    int position = file.column(column);
    if (position < 0) {
      throw file.failure(
          "no column %s (%s); %s".formatted(column, option, Names.known(column, file.header())));
    }
    return position;
  }

  private void send(TokenCsv tokens, KafkaSettings settings, Pace pace) {
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
}
