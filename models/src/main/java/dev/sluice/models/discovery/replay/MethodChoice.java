// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.discovery.DiscoveryMethod;
import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.dcdi.Dcdi;
import dev.sluice.models.discovery.dcdi.DcdiSettings;
import dev.sluice.models.discovery.dsdi.Dsdi;
import dev.sluice.models.discovery.dsdi.DsdiSettings;
import dev.sluice.models.discovery.enco.Enco;
import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.domain.Domain;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A method and what of its settings is not the usual one.
 *
 * @param method which
 * @param hidden width of ENCO's or DCDI's networks; null for its own
 * @param batch draws per step; null for the method's own
 * @param graphs graphs per step of beliefs; null for the method's own
 * @param sparsity cost of an edge, in the method's own unit; null for the method's own
 * @param latentConfounders whether pairs with a latent common cause are looked for, by ENCO alone
 * @param soft whether interventions change mechanisms and leave parents, for DCDI alone
 * @param seed of weights, batches and graphs
 */
public record MethodChoice(
    MethodName method,
    Integer hidden,
    Integer batch,
    Integer graphs,
    Double sparsity,
    boolean latentConfounders,
    boolean soft,
    long seed)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** From so many variables on, ENCO learns orientations in rounds of their own too. */
  static final int LARGE = 100;

  /** A choice of perfect interventions. */
  public MethodChoice(
      MethodName method,
      Integer hidden,
      Integer batch,
      Integer graphs,
      Double sparsity,
      boolean latentConfounders,
      long seed) {
    this(method, hidden, batch, graphs, sparsity, latentConfounders, false, seed);
  }

  /** A method with its usual settings. */
  public static MethodChoice usual(MethodName method, long seed) {
    return new MethodChoice(method, null, null, null, null, false, seed);
  }

  /**
   * The options that say this choice and how many draws are held. What was learned with some is
   * wrong with others.
   */
  public String options(Capacity capacity) {
    return "--method %s --hidden %s --batch %s --graphs %s --sparsity %s --latent-confounders %s --seed %d --capacity %d --intervention-capacity %d%s"
        .formatted(
            method,
            orOwn(hidden),
            orOwn(batch),
            orOwn(graphs),
            orOwn(sparsity),
            latentConfounders,
            seed,
            capacity.observations(),
            capacity.perIntervention(),
            soft ? " --soft" : "");
  }

  private static Object orOwn(Number given) {
    return given == null ? "(own)" : given;
  }

  /**
   * The method for variables of a domain.
   *
   * @throws IllegalArgumentException if it cannot learn from such variables or settings; the
   *     message says so to a person
   */
  public DiscoveryMethod of(Domain domain, EdgeKnowledge knowledge) {
    if (latentConfounders && method != MethodName.ENCO) {
      throw new IllegalArgumentException(
          method + " does not look for latent common causes; ENCO does");
    }
    if (hidden != null && method == MethodName.DSDI) {
      throw new IllegalArgumentException(method + " has networks of a width of its own");
    }
    if (graphs != null && method == MethodName.DCDI) {
      throw new IllegalArgumentException(method + " draws one graph for each draw of a batch");
    }
    if (soft && method != MethodName.DCDI) {
      throw new IllegalArgumentException(
          method + " takes interventions to be perfect; DCDI takes soft ones");
    }
    return switch (method) {
      case ENCO -> new Enco(domain, knowledge, enco(domain), seed);
      case DSDI -> new Dsdi(domain, knowledge, dsdi(), seed);
      case DCDI -> new Dcdi(domain, knowledge, dcdi(), seed);
    };
  }

  /** Width of the networks that variables of a domain get. */
  public int width(Domain domain) {
    int most = Arrays.stream(domain.categories()).max().orElse(0);
    return switch (method) {
      case ENCO -> enco(domain).hidden();
      case DCDI -> dcdi().hidden();
      case DSDI -> 4 * Math.max(domain.dimension(), most);
    };
  }

  private DsdiSettings dsdi() {
    DsdiSettings usual = DsdiSettings.standard();
    return new DsdiSettings(
        batch == null ? usual.batch() : batch,
        usual.weightRate(),
        usual.episode(),
        graphs == null ? usual.graphs() : graphs,
        usual.predictionBatches(),
        usual.predictionGraphs(),
        usual.beliefRate(),
        sparsity == null ? usual.sparsity() : sparsity,
        usual.cycleCost(),
        usual.credit());
  }

  private DcdiSettings dcdi() {
    DcdiSettings usual = DcdiSettings.standard();
    return new DcdiSettings(
        hidden == null ? usual.hidden() : hidden,
        batch == null ? usual.batch() : batch,
        usual.weightRate(),
        usual.beliefRate(),
        sparsity == null ? usual.sparsity() : sparsity,
        usual.firstPenalty(),
        usual.penaltyGrowth(),
        usual.window(),
        usual.patience(),
        soft);
  }

  private EncoSettings enco(Domain domain) {
    EncoSettings usual =
        latentConfounders ? EncoSettings.lightWithLatentConfounders() : EncoSettings.light();
    return new EncoSettings(
        hidden == null ? usual.hidden() : hidden,
        batch == null ? usual.batch() : batch,
        graphs == null ? usual.graphs() : graphs,
        usual.weightRate(),
        usual.weightDecay(),
        usual.existenceRate(),
        usual.orientationRate(),
        sparsity == null ? usual.sparsity() : sparsity,
        usual.latentConfounders(),
        domain.dimension() >= LARGE);
  }
}
