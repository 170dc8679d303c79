// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

/**
 * Which row of a comparison this is. Key in state.
 *
 * @param model its name
 * @param version of its weights
 * @param place a bin of steps, from 1 on, or a block of sequences: 0 of the first, -1 of the second
 */
public record RowKey(String model, long version, int place) {

  static RowKey ofBin(String model, long version, int bin) {
    return new RowKey(model, version, bin);
  }

  static RowKey ofBlock(String model, long version, int block) {
    return new RowKey(model, version, -block);
  }

  boolean isBin() {
    return place > 0;
  }

  int block() {
    return -place;
  }
}
