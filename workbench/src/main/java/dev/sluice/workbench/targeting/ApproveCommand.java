// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Topics;
import dev.sluice.schemas.Approval;
import dev.sluice.schemas.DecisionStatus;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.command.Names;
import dev.sluice.workbench.command.Table;
import dev.sluice.workbench.csv.Cell;
import dev.sluice.workbench.topics.Output;
import dev.sluice.workbench.topics.Publisher;
import dev.sluice.workbench.topics.Snapshots;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice approve}: a person's word on a decision that waits for it. */
@Command(
    name = "approve",
    description = {
      "Let a job propose an intervention that waits for a person's word, or refuse it. Or list what"
          + " waits.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice approve --experiment lab --list --bootstrap localhost:9092",
      "  sluice approve lab/3-0a1b2c3d --bootstrap localhost:9092",
      "  sluice approve lab/4-9f8e7d6c --refuse --reason \"X2 is broken\" \\",
      "    --bootstrap localhost:9092"
    })
public final class ApproveCommand implements Runnable {
  private static final Table TABLE =
      Table.of(left(24), left(20), right(8), right(8), right(9), rest().after(2));

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Mixin private Output output;

  /** A decision, or an experiment whose decisions are listed. */
  static final class Subject {
    @ArgGroup(exclusive = false)
    private Word word;

    @ArgGroup(exclusive = false)
    private Listing listing;
  }

  /** What is said of a decision. */
  static final class Word {
    @Parameters(
        paramLabel = "DECISION",
        arity = "1",
        description = "Id of the decision, EXPERIMENT/NUMBER-HASH.")
    private String decision;

    @Option(names = "--refuse", description = "It is not to be done, but given up.")
    private boolean refused;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "Why; stands in the records of the decision.")
    private String reason;
  }

  /** What is listed. */
  static final class Listing {
    @Option(
        names = "--experiment",
        required = true,
        paramLabel = "ID",
        description = "Experiment whose decisions are listed.")
    private String experiment;

    @Option(names = "--list", required = true, description = "List the decisions that wait.")
    private boolean isAsked;
  }

  @Override
  public void run() {
    KafkaSettings settings = output.settings();
    PrintWriter out = spec.commandLine().getOut();
    if (subject.listing != null && subject.listing.isAsked) {
      list(settings, out);
      return;
    }
    Word word = subject.word;
    String experiment = Decisions.experiment(word.decision);
    ProposedIntervention pending = pending(settings, experiment, word.decision);
    output.connect(List.of(Topic.APPROVALS));
    try (Publisher<Approval> publisher = Publisher.of(settings, Topic.APPROVALS, Approval.class)) {
      publisher.send(
          experiment, new Approval(experiment, word.decision, !word.refused, word.reason));
    }
    out.printf(
        "%s %s: %s%n",
        word.refused ? "refused" : "approved", Cell.visible(word.decision), intervention(pending));
  }

  private static ProposedIntervention pending(
      KafkaSettings settings, String experiment, String decision) {
    String named = Cell.argument(Cell.visible(decision));
    if (experiment.isEmpty()) {
      throw new Failure(named + ": is no decision, which is EXPERIMENT/NUMBER-HASH");
    }
    Decisions decisions = read(settings).getOrDefault(experiment, new Decisions());
    Decisions.Decision found = decisions.get(decision);
    if (found == null) {
      List<String> waiting = ids(decisions);
      throw new Failure(
          "%s: no such decision in %s; of those that wait, %s"
              .formatted(
                  named,
                  Topic.INTERVENTIONS.name(settings.prefix()),
                  Cell.visible(Names.known(decision, waiting))));
    }
    if (!found.is(DecisionStatus.PENDING)) {
      String reason = found.latest().getReason();
      throw new Failure(
          "%s: does not wait for a word, but is %s%s"
              .formatted(
                  named,
                  TargetingView.status(found.latest().getStatus()),
                  reason == null ? "" : " (" + Cell.visible(reason) + ")"));
    }
    return found.latest();
  }

  private static List<String> ids(Decisions decisions) {
    return decisions.all(DecisionStatus.PENDING).stream()
        .map(decision -> decision.latest().getDecisionId())
        .toList();
  }

  private void list(KafkaSettings settings, PrintWriter out) {
    String experiment = subject.listing.experiment;
    Map<String, Decisions> all = read(settings);
    if (!all.containsKey(experiment)) {
      throw new Failure(
          "--experiment %s: has no decisions in %s; %s"
              .formatted(
                  Cell.visible(experiment),
                  Topic.INTERVENTIONS.name(settings.prefix()),
                  Cell.visible(Names.known(experiment, all.keySet()))));
    }
    List<Decisions.Decision> waiting = all.get(experiment).all(DecisionStatus.PENDING);
    if (waiting.isEmpty()) {
      out.printf("no decision of %s waits%n", Cell.visible(experiment));
      return;
    }
    out.println(TABLE.row("decision", "intervention", "rows", "cost", "gain", "because"));
    for (Decisions.Decision decision : waiting) {
      ProposedIntervention record = decision.latest();
      out.println(
          TABLE.row(
              Cell.argument(Cell.visible(record.getDecisionId())),
              InterventionText.of(record.getTargets(), record.getValue()),
              record.getRows(),
              InterventionText.cost(record.getCost()),
              TargetingView.number("%.4f", record.getExpectedGain()),
              record.getReason() == null ? "" : Cell.visible(record.getReason())));
    }
  }

  private static Map<String, Decisions> read(KafkaSettings settings) {
    for (String missing : Topics.missing(settings, List.of(Topic.INTERVENTIONS))) {
      throw new Failure(
          "--bootstrap %s: no topic %s; has a job proposed?"
              .formatted(settings.bootstrap(), missing));
    }
    Map<String, Decisions> all = new TreeMap<>();
    try (Snapshots<ProposedIntervention> records =
        Snapshots.of(settings, Topic.INTERVENTIONS, ProposedIntervention.class, key -> true)) {
      records.readToEnd(
          (key, record) -> {
            if (record != null && record.getExperimentId().equals(key)) {
              all.computeIfAbsent(key, id -> new Decisions()).observe(record);
            }
          });
      records.unread().requireRegistry();
    }
    return all;
  }

  private static String intervention(ProposedIntervention record) {
    return InterventionText.of(record.getTargets(), record.getValue())
        + ", "
        + InterventionText.counted(record.getRows(), "row");
  }
}
