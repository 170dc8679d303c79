// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.schemas.SurveyClusters;
import dev.sluice.schemas.SurveyMerge;
import dev.sluice.schemas.SurveyRespondent;
import dev.sluice.workbench.command.NoResults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows which models answer alike: the average-linkage tree, cut at a correlation. */
final class AgreementView {

  /** Models are in one group if they are joined at a mean correlation of at least this. */
  private static final double ALIKE = 0.5;

  /**
   * Models that are alike.
   *
   * @param members positions among the respondents
   * @param correlation at which the last of them are joined; NaN for one alone
   */
  private record Group(List<Integer> members, double correlation) {

    String label() {
      return Double.isNaN(correlation)
          ? "alone"
          : String.format(Locale.ROOT, "from %.2f", correlation);
    }
  }

  private AgreementView() {}

  static List<String> lines(SurveyClusters clusters) {
    if (clusters.getFailure() != null) {
      return List.of(
          "agreement: " + NoResults.text(clusters.getFailure(), clusters.getFailureReason()));
    }
    if (clusters.getRespondents().isEmpty()) {
      return List.of(
          String.format(
              Locale.ROOT,
              "agreement: of %,d models, too many to group them; each pair is in the topic",
              clusters.getOtherRespondents()));
    }
    Set<Group> groups = groups(clusters);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "agreement: %d models in %d groups that correlate by %.1f or more on average",
            clusters.getRespondents().size(),
            groups.size(),
            ALIKE));
    for (Group group : groups) {
      List<String> names = group.members.stream().map(member -> name(member, clusters)).toList();
      lines.addAll(SurveyView.wrapped(group.label(), names));
    }
    return lines;
  }

  /** The groups, each where its first member stands in the tree's order. */
  private static Set<Group> groups(SurveyClusters clusters) {
    int respondents = clusters.getRespondents().size();
    List<List<Integer>> members = new ArrayList<>();
    List<Group> groupOf = new ArrayList<>();
    for (int i = 0; i < respondents; i++) {
      members.add(List.of(i));
      groupOf.add(new Group(List.of(i), Double.NaN));
    }
    for (SurveyMerge merge : clusters.getMerges()) {
      List<Integer> joined = new ArrayList<>(members.get(merge.getLeft()));
      joined.addAll(members.get(merge.getRight()));
      members.add(joined);
      if (merge.getDistance() != null && 1 - merge.getDistance() >= ALIKE) {
        Group group = new Group(joined, 1 - merge.getDistance());
        joined.forEach(member -> groupOf.set(member, group));
      }
    }
    Set<Group> groups = new LinkedHashSet<>();
    clusters.getOrder().forEach(member -> groups.add(groupOf.get(member)));
    return groups;
  }

  private static String name(int position, SurveyClusters clusters) {
    SurveyRespondent respondent = clusters.getRespondents().get(position);
    return SurveyView.name(respondent.getModel(), respondent.getModelVersion());
  }
}
