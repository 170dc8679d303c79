// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.survey;

import dev.sluice.schemas.SurveyAgreement;
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

  static List<String> lines(SurveyAgreement agreement) {
    if (agreement.getFailure() != null) {
      return List.of(
          "agreement: " + NoResults.text(agreement.getFailure(), agreement.getFailureReason()));
    }
    Set<Group> groups = groups(agreement);
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "agreement: %d models in %d groups that correlate by %.1f or more on average",
            agreement.getRespondents().size(),
            groups.size(),
            ALIKE));
    for (Group group : groups) {
      List<String> names = group.members.stream().map(member -> name(member, agreement)).toList();
      lines.addAll(SurveyView.wrapped(group.label(), names));
    }
    return lines;
  }

  /** The groups, each where its first member stands in the tree's order. */
  private static Set<Group> groups(SurveyAgreement agreement) {
    List<Group> groupOf = new ArrayList<>();
    for (int i = 0; i < agreement.getRespondents().size(); i++) {
      groupOf.add(new Group(List.of(i), Double.NaN));
    }
    for (SurveyMerge merge : agreement.getMerges()) {
      if (merge.getDistance() != null && 1 - merge.getDistance() >= ALIKE) {
        List<Integer> members = new ArrayList<>(merge.getLeft());
        members.addAll(merge.getRight());
        Group group = new Group(members, 1 - merge.getDistance());
        members.forEach(member -> groupOf.set(member, group));
      }
    }
    Set<Group> groups = new LinkedHashSet<>();
    agreement.getOrder().forEach(member -> groups.add(groupOf.get(member)));
    return groups;
  }

  private static String name(int position, SurveyAgreement agreement) {
    SurveyRespondent respondent = agreement.getRespondents().get(position);
    return SurveyView.name(respondent.getModel(), respondent.getModelVersion());
  }
}
