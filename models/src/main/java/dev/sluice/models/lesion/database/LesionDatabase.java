// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import dev.sluice.models.lesion.CaseName;
import dev.sluice.models.random.CounterRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The four databases of Federau et al. 2020. All share their cases: the real ones are the same
 * wherever there are some, only they give lesions, and the few synthetic cases are the first of the
 * many. So no database knows a labelled stroke that another does not.
 */
public enum LesionDatabase {
  /** Real strokes alone: the paper's CDB. */
  CLINICAL("CDB", true, false, false),
  /** Synthetic strokes alone: the paper's S2DB. */
  SYNTHETIC("S2DB", false, true, false),
  /** Both: the paper's CS2DB. */
  BOTH("CS2DB", true, true, false),
  /** Both, with many synthetic strokes: the paper's CS40DB. */
  BOTH_MANY("CS40DB", true, true, true);

  private final String paperName;
  private final boolean real;
  private final boolean synthetic;
  private final boolean many;

  LesionDatabase(String paperName, boolean real, boolean synthetic, boolean many) {
    this.paperName = paperName;
    this.real = real;
    this.synthetic = synthetic;
    this.many = many;
  }

  /** What the paper calls it. */
  public String paperName() {
    return paperName;
  }

  /** How many real cases it has. */
  public int real(DatabaseSizes sizes) {
    return real ? sizes.clinical() : 0;
  }

  /** How many synthetic cases it has, unless some are rejected. */
  public int synthetic(DatabaseSizes sizes) {
    if (!synthetic) {
      return 0;
    }
    return many ? sizes.manySynthetic() : sizes.synthetic();
  }

  /**
   * Its cases, in an order by hash: the same for the same cases, in whatever order these came.
   *
   * @param cases those for training are taken; each donor and each acceptor as often as any other,
   *     up to one
   * @param seed for the choice and the order
   * @throws IllegalArgumentException if there are fewer strokes for training than asked for, or no
   *     normals and synthetic cases are asked for
   */
  public List<TrainingCase> cases(SplitCases cases, DatabaseSizes sizes, long seed) {
    List<CaseName> strokes = cases.strokes(Part.TRAINING);
    if (strokes.size() < sizes.clinical()) {
      throw new IllegalArgumentException(
          "%d strokes for training are asked for, there are %d"
              .formatted(sizes.clinical(), strokes.size()));
    }
    List<CaseName> labelled =
        shuffled(strokes, CaseName::caseKey, seed, "lesion-labelled", 0)
            .subList(0, sizes.clinical());
    List<TrainingCase> database = new ArrayList<>();
    if (real) {
      labelled.forEach(name -> database.add(new RealCase(name)));
    }
    if (synthetic) {
      database.addAll(orders(labelled, cases.normals(Part.TRAINING), synthetic(sizes), seed));
    }
    return shuffled(
        database, training -> CaseName.keyOf(training.caseId()), seed, "lesion-order", 0);
  }

  /** Donors and acceptors in rounds, each round with all of them in an order of its own. */
  private static List<SyntheticOrder> orders(
      List<CaseName> donors, List<CaseName> acceptors, int count, long seed) {
    if (acceptors.isEmpty()) {
      throw new IllegalArgumentException("there are no normals for training");
    }
    List<CaseName> given = rounds(donors, count, seed, "lesion-donors");
    List<CaseName> taken = rounds(acceptors, count, seed, "lesion-acceptors");
    List<SyntheticOrder> orders = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      orders.add(new SyntheticOrder(given.get(i), taken.get(i), i));
    }
    return orders;
  }

  private static List<CaseName> rounds(List<CaseName> cases, int count, long seed, String purpose) {
    List<CaseName> rounds = new ArrayList<>();
    for (int round = 0; rounds.size() < count; round++) {
      rounds.addAll(shuffled(cases, CaseName::caseKey, seed, purpose, round));
    }
    return rounds;
  }

  /** In the order of a hash of each with the seed. */
  private static <T> List<T> shuffled(
      List<T> items, ToLongFunction<T> key, long seed, String purpose, long round) {
    record Ranked<T>(long rank, T item) {}
    return items.stream()
        .map(
            item ->
                new Ranked<>(
                    CounterRandom.of(seed, purpose, round, key.applyAsLong(item)).bits(0), item))
        .sorted(Comparator.comparingLong(Ranked::rank))
        .map(Ranked::item)
        .toList();
  }
}
