// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import static dev.sluice.workbench.command.Table.left;
import static dev.sluice.workbench.command.Table.rest;
import static dev.sluice.workbench.command.Table.right;

import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import dev.sluice.workbench.command.Courses;
import dev.sluice.workbench.command.EdgeMatrix;
import dev.sluice.workbench.command.History;
import dev.sluice.workbench.command.NoResults;
import dev.sluice.workbench.command.Table;
import dev.sluice.workbench.command.TopEdges;
import dev.sluice.workbench.command.UncertainEdges;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A federation as text for a terminal, or for a file. */
final class FederationView {
  private static final int EDGES = 5;

  /** As many as fit on a screen. */
  private static final int LISTED = 20;

  private static final int NAME = 16;

  private static final Table SITES =
      Table.of(left(NAME), right(6), right(9), right(12), right(8), right(9), rest().after(2));

  private final boolean shaded;

  /**
   * A view.
   *
   * @param shaded whether colours and block characters can be shown
   */
  FederationView(boolean shaded) {
    this.shaded = shaded;
  }

  /** The lines of a federation and of what its sites say. */
  List<String> lines(FederationCourse course, SortedMap<String, SiteAccount> sites) {
    FederationBelief latest = course.latest();
    List<String> lines = new ArrayList<>(heading(latest));
    if (latest.getFailure() != null || latest.getFailureReason() != null) {
      lines.add(NoResults.text(latest.getFailure(), latest.getFailureReason()));
    } else if (latest.getEdges() == null) {
      lines.add("nothing is believed yet");
    } else {
      lines.add("");
      lines.addAll(beliefs(latest));
      lines.add("");
      lines.addAll(courses(course));
    }
    if (!sites.isEmpty()) {
      lines.add("");
      lines.addAll(accounts(sites));
    }
    return lines;
  }

  private static List<String> heading(FederationBelief belief) {
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%s: %s of %d variables, %s",
            belief.getFederation(),
            belief.getShared() == FederationShare.STATISTICS ? "sums of statistics" : "beliefs",
            belief.getVariables().size(),
            round(belief)));
    lines.add(
        text(
            "as of %s, of %s%s; a sum needs %d sites",
            Instant.ofEpochMilli(belief.getAt()),
            sites(belief.getSites()),
            belief.getRows() == null ? "" : text(", %,d rows", belief.getRows()),
            belief.getMinimumSites()));
    if (!belief.getRoster().isEmpty()) {
      lines.add(
          text(
              "takes part: %s; threshold %d",
              names(belief.getRoster().stream().map(member -> member.getSite()).toList()),
              belief.getThreshold()));
    }
    if (!belief.getMembers().isEmpty()) {
      lines.add("shares came from: " + names(belief.getMembers()));
    }
    if (!belief.getSurvivors().isEmpty()) {
      lines.add("numbers came from: " + names(belief.getSurvivors()));
    }
    return lines;
  }

  private static String round(FederationBelief belief) {
    String attempt = belief.getAttempt() == 0 ? "" : text(", attempt %d", belief.getAttempt() + 1);
    return belief.getPhase() == FederationPhase.ENDED
        ? text("ended after %d rounds", belief.getRound())
        : text("round %d%s waits for %s", belief.getRound(), attempt, awaited(belief.getPhase()));
  }

  private static String awaited(FederationPhase phase) {
    return switch (phase) {
      case UPDATES -> "updates";
      case KEYS -> "keys";
      case SHARES -> "shares";
      case MASKED -> "masked updates";
      case REVEALS -> "what takes the masks off";
      default -> "what only a later version knows";
    };
  }

  private static String sites(List<String> sites) {
    return sites.isEmpty() ? "no site yet" : names(sites);
  }

  private static String names(List<String> names) {
    String first = names.stream().limit(LISTED).collect(Collectors.joining(", "));
    return names.size() <= LISTED ? first : first + text(" and %d more", names.size() - LISTED);
  }

  private List<String> beliefs(FederationBelief belief) {
    List<String> names = belief.getVariables().stream().map(v -> v.getName()).toList();
    List<List<String>> graph = belief.getGraph() == null ? List.of() : belief.getGraph();
    List<String> lines = new ArrayList<>();
    if (names.size() <= EdgeMatrix.MOST_VARIABLES) {
      lines.add("belief in row -> column, * in the predicted graph");
      lines.addAll(EdgeMatrix.lines(names, belief.getEdges(), graph, shaded));
    } else {
      lines.add("edges most believed in");
      lines.addAll(TopEdges.lines(names, belief.getEdges()));
    }
    lines.add("");
    lines.addAll(UncertainEdges.lines(names, belief.getEdges(), null, null, EDGES));
    return lines;
  }

  private List<String> courses(FederationCourse course) {
    FederationCourse.Point now = FederationCourse.Point.of(course.latest());
    History<FederationCourse.Point> rounds = course.rounds();
    return new Courses(shaded, text("over %d rounds", rounds.size()))
        .add("sites", "%.0f", now.sites(), rounds.series(FederationCourse.Point::sites))
        .add("edges", "%.0f", now.edges(), rounds.series(FederationCourse.Point::edges))
        .add("SHD", "%.0f", now.shd(), rounds.series(FederationCourse.Point::shd))
        .lines();
  }

  private static List<String> accounts(SortedMap<String, SiteAccount> sites) {
    List<String> lines = new ArrayList<>();
    lines.add(
        SITES.row(
            "what left", "round", "messages", "bytes", "refused", "epsilon", "latest refusal"));
    sites.forEach((site, account) -> lines.add(row(site, account)));
    return lines;
  }

  private static String row(String site, SiteAccount account) {
    FederationAudit spent = account.spent();
    FederationAudit refusal = account.refusal();
    return SITES.row(
        Table.cut(site, NAME, "~"),
        account.newest(),
        text("%,d", account.messages()),
        text("%,d", account.bytes()),
        account.refusals(),
        spent == null ? "-" : text("%.3f", spent.getEpsilon()),
        refusal == null || refusal.getReason() == null
            ? ""
            : refusal.getReason().replaceAll("\\p{Cntrl}+", " "));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
