// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

/**
 * How far the gathering of an experiment's scores is.
 *
 * @param generation of the newest request of which anything has come
 * @param number of the same
 * @param ended whether it says that the experiment has ended
 * @param endings how many slices have yet to say that they have ended: until then older parts may
 *     come. Below 0 as long as some have said so sooner than was known here
 */
public record Gathering(long generation, long number, boolean ended, int endings) {

  static Gathering begin() {
    return new Gathering(-1, -1, false, 0);
  }

  boolean isNewerThan(Part part) {
    return generation > part.generation()
        || (generation == part.generation() && number > part.number());
  }

  boolean isOf(Part part) {
    return generation == part.generation() && number == part.number();
  }

  /** With a newer request. */
  Gathering at(Part part) {
    return new Gathering(part.generation(), part.number(), part.request().ends(), endings);
  }

  /** With the slices that have yet to say that they have ended, of a request past them. */
  Gathering andEndings(Part direct) {
    return new Gathering(generation, number, ended, endings + direct.slices());
  }

  Gathering oneMoreEnded() {
    return new Gathering(generation, number, ended, endings - 1);
  }

  /** Whether nothing more will come of the experiment's life. */
  boolean isOver() {
    return ended && endings == 0;
  }
}
