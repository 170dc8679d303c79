// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.federation.WireBytes;
import dev.sluice.models.federation.EdgeLogits;
import dev.sluice.models.federation.SiteWeights;
import dev.sluice.models.federation.rounds.SiteQuestion;
import dev.sluice.models.federation.rounds.SiteQuestion.Phase;
import dev.sluice.models.federation.secure.Keys;
import dev.sluice.models.federation.secure.Roster;
import dev.sluice.models.federation.secure.RoundId;
import dev.sluice.schemas.FederatedVariable;
import dev.sluice.schemas.FederationAgreement;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.FederationPhase;
import dev.sluice.schemas.FederationShare;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns the coordinator's record into what the site keeps; what makes no sense is a fault of it.
 */
final class BeliefRecord {

  private final FederationBelief record;
  private final String[] variables;

  private BeliefRecord(FederationBelief record) {
    this.record = record;
    variables =
        record.getVariables().stream().map(FederatedVariable::getName).toArray(String[]::new);
  }

  static SiteBelief read(FederationBelief record) {
    return new BeliefRecord(record).read();
  }

  private SiteBelief read() {
    Share share = share(record.getShared());
    String fault = fault(share);
    boolean beliefs = share == Share.BELIEFS && fault == null;
    return new SiteBelief(
        question(),
        share,
        variables,
        record.getVariables().stream()
            .mapToInt(variable -> variable.getCategories() == null ? 0 : variable.getCategories())
            .toArray(),
        record.getLeastWeight() == null ? 1 : record.getLeastWeight(),
        record.getAlpha() == null ? 0 : record.getAlpha(),
        record.getGraph() != null,
        beliefs ? array(record.getExistence()) : new double[0],
        beliefs ? array(record.getOrientation()) : new double[0],
        fault == null && share == Share.STATISTICS ? agreement(record.getAgreement()) : null,
        fault);
  }

  private SiteQuestion question() {
    RoundId id = new RoundId(record.getFederation(), record.getRound(), record.getAttempt());
    Keys[] keys =
        record.getRoster().stream()
            .map(
                member ->
                    new Keys(
                        member.getSite(),
                        WireBytes.copy(member.getMaskKey()),
                        WireBytes.copy(member.getShareKey())))
            .toArray(Keys[]::new);
    return new SiteQuestion(
        id,
        record.getFailure() == null ? phase(record.getPhase()) : Phase.NOTHING,
        record.getMinimumSites(),
        record.getClip() == null ? 0 : record.getClip(),
        new Roster(id, record.getThreshold(), keys),
        record.getMembers().toArray(String[]::new),
        record.getSurvivors().toArray(String[]::new));
  }

  private static Phase phase(FederationPhase phase) {
    return switch (phase) {
      case UPDATES -> Phase.UPDATES;
      case KEYS -> Phase.KEYS;
      case SHARES -> Phase.SHARES;
      case MASKED -> Phase.MASKED;
      case REVEALS -> Phase.REVEALS;
      case ENDED, UNKNOWN -> Phase.NOTHING;
    };
  }

  private static Share share(FederationShare shared) {
    return switch (shared) {
      case BELIEFS -> Share.BELIEFS;
      case STATISTICS -> Share.STATISTICS;
      case UNKNOWN -> null;
    };
  }

  private String fault(Share share) {
    if (record.getRound() < 0 || record.getAttempt() < 0) {
      return "round: must be at least 0";
    }
    for (int v = 1; v < variables.length; v++) {
      if (variables[v - 1].compareTo(variables[v]) >= 0) {
        return "variables: not in the order of their names";
      }
    }
    if (share == Share.STATISTICS && record.getAgreement() == null) {
      return "agreement: null, but statistics are shared";
    }
    return share == Share.BELIEFS ? faultOfBeliefs() : null;
  }

  private String faultOfBeliefs() {
    Double clip = record.getClip();
    if (clip == null || !(clip > 0 && Double.isFinite(clip))) {
      return "clip: must be above 0, is " + clip;
    }
    Double alpha = record.getAlpha();
    Double least = record.getLeastWeight();
    if (alpha != null && !(alpha > 0 && alpha < 1)) {
      return "alpha: must be between 0 and 1, is " + alpha;
    }
    if (alpha != null && least != null && !(least >= SiteWeights.UNIT && least <= 1)) {
      return "leastWeight: must be above 0 and at most 1, is " + least;
    }
    int pairs = EdgeLogits.pairs(variables.length);
    if (!isOf(record.getExistence(), 2 * pairs)) {
      return "existence: expected %d finite numbers".formatted(2 * pairs);
    }
    return isOf(record.getOrientation(), pairs)
        ? null
        : "orientation: expected %d finite numbers".formatted(pairs);
  }

  private static boolean isOf(List<Double> numbers, int count) {
    return numbers != null
        && numbers.size() == count
        && IntStream.range(0, count).allMatch(i -> Double.isFinite(numbers.get(i)));
  }

  private static SiteAgreement agreement(FederationAgreement agreement) {
    return new SiteAgreement(
        agreement.getWords(),
        agreement.getMaxRows(),
        agreement.getMaxSites(),
        agreement.getBounds().stream().mapToInt(Integer::intValue).toArray(),
        agreement.getMaxParents(),
        agreement.getCodebook());
  }

  private static double[] array(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
