// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.statistics;

import dev.sluice.models.domain.VariableSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** In which fields two agreements differ, in words: first of the one, then of the other. */
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  static List<String> between(StatisticsAgreement one, StatisticsAgreement other) {
    Differences differences = new Differences();
    differences.compareVariables(one, other);
    differences.compareRegimes(one.regimes(), other.regimes());
    differences.compare("words", one.room().words(), other.room().words());
    differences.compare("maxRows", one.room().maxRows(), other.room().maxRows());
    differences.compare("maxSites", one.room().maxSites(), other.room().maxSites());
    differences.compare("maxParents", one.maxParents(), other.maxParents());
    if (!one.codebook().equals(other.codebook())) {
      differences.found.add("codebook");
    }
    return differences.found;
  }

  private void compareVariables(StatisticsAgreement one, StatisticsAgreement other) {
    if (!one.variables().equals(other.variables())) {
      boolean same = new HashSet<>(one.variables()).equals(new HashSet<>(other.variables()));
      String field = same ? "order of variables" : "variables";
      found.add("%s %s and %s".formatted(field, one.variables(), other.variables()));
    } else if (one.domain().isCategorical() != other.domain().isCategorical()) {
      found.add("kind of variables " + one.domain() + " and " + other.domain());
    } else {
      int[] categories = one.domain().categories();
      int[] others = other.domain().categories();
      for (int i = 0; i < categories.length; i++) {
        compare("categories of " + one.variables().get(i), categories[i], others[i]);
      }
      for (int i = 0; i < one.bounds().size(); i++) {
        compare("bound of " + one.variables().get(i), one.bounds().get(i), other.bounds().get(i));
      }
    }
  }

  private void compareRegimes(List<VariableSet> one, List<VariableSet> other) {
    if (!one.equals(other)) {
      List<VariableSet> onlyOne = new ArrayList<>(one);
      onlyOne.removeAll(other);
      List<VariableSet> onlyOther = new ArrayList<>(other);
      onlyOther.removeAll(one);
      found.add("regimes %s and %s besides those of both".formatted(onlyOne, onlyOther));
    }
  }

  private void compare(String field, long one, long other) {
    if (one != other) {
      found.add("%s %d and %d".formatted(field, one, other));
    }
  }
}
