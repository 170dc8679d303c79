// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.targeting;

import dev.sluice.models.scm.MechanismFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who holds the beliefs of a study, and on what it is if nothing else is asked for. */
enum StudiedBeliefs {
  /** The exact posterior, of few variables. */
  EXACT("chain,er-1", 5, "linear-gaussian", "random,round-robin,eig,ait", 20, 10, 4, 128),
  /** Networks. */
  ENCO(
      "chain",
      10,
      "neural",
      "random,round-robin,ait,git,git-privileged,cbed,entropy",
      3,
      30,
      2,
      20);

  /** Rows of an {@link #ENCO} study. */
  private static final int NEURAL_ROWS = 32;

  private static final int CATEGORICAL_ROWS = 20;
  private static final int CONTINUOUS_ROWS = 10;
  private static final int MANY_OBSERVATIONS = 1000;
  private static final int FEW_OBSERVATIONS = 100;

  private final String families;
  private final int variables;
  private final String mechanisms;
  private final String rules;
  private final int seeds;
  private final int rounds;
  private final int streams;
  private final int graphs;

  StudiedBeliefs(
      String families,
      int variables,
      String mechanisms,
      String rules,
      int seeds,
      int rounds,
      int streams,
      int graphs) {
    this.families = families;
    this.variables = variables;
    this.mechanisms = mechanisms;
    this.rules = rules;
    this.seeds = seeds;
    this.rounds = rounds;
    this.streams = streams;
    this.graphs = graphs;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  List<String> families() {
    return Arrays.asList(families.split(","));
  }

  int variables() {
    return variables;
  }

  MechanismFamily mechanisms() {
    return MechanismFamily.parse(mechanisms);
  }

  List<String> rules() {
    return Arrays.asList(rules.split(","));
  }

  int seeds() {
    return seeds;
  }

  int rounds() {
    return rounds;
  }

  int streams() {
    return streams;
  }

  /** That are drawn for a decision. */
  int graphs() {
    return graphs;
  }

  int observations(boolean categorical) {
    return this == ENCO || categorical ? MANY_OBSERVATIONS : FEW_OBSERVATIONS;
  }

  /** Of a round. */
  int rows(boolean categorical) {
    return this == ENCO ? NEURAL_ROWS : categorical ? CATEGORICAL_ROWS : CONTINUOUS_ROWS;
  }
}
