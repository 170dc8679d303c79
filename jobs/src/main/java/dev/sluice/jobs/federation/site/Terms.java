// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.rounds.SiteRules;
import dev.sluice.models.federation.secure.RefusalException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * On what a site takes part.
 *
 * @param share what it is willing to send
 * @param rules what it holds to in any round
 */
record Terms(Share share, SiteRules rules) {

  /** Why the site takes no part, in words that are the same for every round; null if it does. */
  String fault(SiteBelief belief, Declaration declaration) {
    if (belief.question().phase() == Phase.NOTHING) {
      return null;
    }
    if (belief.fault() != null) {
      return belief.fault();
    }
    if (belief.share() != share) {
      return "shared: %s; this site shares %s".formatted(label(belief.share()), label(share));
    }
    String differs = difference(belief, declaration);
    if (differs != null) {
      return differs;
    }
    try {
      rules.check(belief.question());
      return null;
    } catch (RefusalException e) {
      return e.getMessage();
    }
  }

  private static String label(Share share) {
    return share == null ? "nothing known here" : share.name().toLowerCase(Locale.ROOT);
  }

  /** The field in which two declarations differ; the order of variables is none. */
  private static String difference(SiteBelief belief, Declaration declaration) {
    List<String> theirs = List.of(belief.variables());
    List<String> ours = Arrays.stream(declaration.variables()).sorted().toList();
    if (!theirs.equals(ours)) {
      return "variables: the coordinator has %s, this site has %s".formatted(theirs, ours);
    }
    for (int v = 0; v < theirs.size(); v++) {
      String name = theirs.get(v);
      int own =
          declaration.categories().length == 0
              ? 0
              : declaration.categories()[declaration.indexOf(name)];
      int other = belief.categories()[v];
      if ((own == 0) != (other == 0)) {
        return "kind of %s: the coordinator has %s, this site has %s"
            .formatted(name, kind(other), kind(own));
      }
      if (own != other) {
        return "categories of %s: the coordinator has %d, this site has %d"
            .formatted(name, other, own);
      }
    }
    return null;
  }

  private static String kind(int categories) {
    return categories == 0 ? "CONTINUOUS" : "CATEGORICAL";
  }
}
