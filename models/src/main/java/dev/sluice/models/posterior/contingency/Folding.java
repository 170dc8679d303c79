// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.posterior.contingency;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;

/**
 * Puts many samples into tables. Where variables have few categories, {@link BitBlock blocks} of
 * samples are counted at once; else each configuration by itself. The counts are the same.
 */
public final class Folding {
  /** Samples of a block: so few that its columns stay in the fastest memory. */
  private static final int AT_ONCE = 1 << 12;

  /** There may be as many such blocks as variables. */
  private static final int AT_ONCE_OF_TARGET = 1 << 9;

  /** More samples of one configuration are counted at once. */
  private static final int MOST_EQUAL = 4;

  /** A step over 64 samples of a cell takes less than adding one sample to a cell: about this. */
  private static final double STEP = 0.25;

  private final ContingencyTables tables;
  private final int words;
  private final long[][] masks;
  private final int[] values;

  /** Null if configurations are counted one by one. */
  private final BitBlock all;

  /** By target, null where there is none yet. */
  private final BitBlock[] targeted;

  /** Into tables, which have all samples when {@link #finish} is done. */
  public Folding(ContingencyTables tables) {
    this.tables = tables;
    Domain domain = Domain.categorical(tables.categories);
    words = domain.configurationWords();
    masks = domain.configurationMasks();
    values = new int[tables.categories.length];
    targeted = new BitBlock[values.length];
    all = suitBlocks() ? block(-1) : null;
  }

  /** Whether cells are few: compared with those that a sample is in, at equal probabilities. */
  private boolean suitBlocks() {
    double[] ofSample = new double[tables.maxParents + 2]; // by number of variables of a set
    ofSample[0] = 1;
    double cells = 0;
    for (int ofVariable : tables.categories) {
      for (int variables = ofSample.length - 1; variables > 0; variables--) {
        ofSample[variables] += (1 - 1.0 / ofVariable) * ofSample[variables - 1];
      }
    }
    for (double ofSets : ofSample) {
      cells += ofSets;
    }
    return STEP * tables.all.length / Long.SIZE < cells;
  }

  private BitBlock block(int target) {
    int samples = target < 0 ? AT_ONCE : AT_ONCE_OF_TARGET;
    return new BitBlock(tables.categories, target, tables.maxParents + 1, samples);
  }

  /**
   * Counts samples of many configurations with the same targets.
   *
   * @param configurations one after the other, each as {@link Domain#configuration} packs it; of
   *     those whose first word is negative nothing is counted
   * @param samples by configuration; whole
   */
  public void add(long[] configurations, double[] samples, VariableSet targets) {
    for (int i = 0; i < samples.length; i++) {
      if (configurations[i * words] >= 0) {
        for (int variable = 0; variable < values.length; variable++) {
          values[variable] = Domain.category(configurations, i * words, masks[variable]);
        }
        add((long) samples[i], targets);
      }
    }
  }

  private void add(long samples, VariableSet targets) {
    if (all == null || samples > MOST_EQUAL) {
      tables.add(values, targets, samples);
      return;
    }
    int[] members = targets.members();
    for (int n = 0; n < samples; n++) {
      add(all, -1);
      for (int target : members) {
        if (targeted[target] == null) {
          targeted[target] = block(target);
        }
        add(targeted[target], target);
      }
    }
  }

  private void add(BitBlock block, int target) {
    if (block.isFull()) {
      count(block, target);
    }
    block.add(values);
  }

  private void count(BitBlock block, int target) {
    if (target < 0) {
      block.count(tables.layout(), tables.all);
    } else {
      block.count(tables.layoutWithout(target), tables.countsOf(target));
    }
  }

  /** Counts the samples that are not counted yet. */
  public void finish() {
    if (all != null) {
      count(all, -1);
    }
    for (int target = 0; target < targeted.length; target++) {
      if (targeted[target] != null) {
        count(targeted[target], target);
      }
    }
  }
}
