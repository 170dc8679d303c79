// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

/**
 * What is known of an experiment's samples, but for those that are held.
 *
 * @param samples let in, in this life of the experiment
 * @param asked samples when the site last began an answer
 * @param rows draws held
 * @param full whether draws took more memory than they may, so that nothing is held
 * @param waits whether a round is open that lacks samples
 */
public record Evidence(long samples, long asked, long rows, boolean full, boolean waits) {

  static Evidence none() {
    return new Evidence(0, 0, 0, false, false);
  }

  Evidence oneMore(long held) {
    return new Evidence(samples + 1, asked, held, full, waits);
  }

  /** Holds nothing from now on. */
  Evidence overflown() {
    return new Evidence(samples, asked, 0, true, waits);
  }

  /** A new declaration tries again, with what comes from now on. */
  Evidence lifted() {
    return new Evidence(samples, full ? samples : asked, rows, false, waits);
  }

  Evidence waiting(boolean is) {
    return new Evidence(samples, asked, rows, full, is);
  }

  Evidence askedNow(boolean keepsRows) {
    return new Evidence(samples, samples, keepsRows ? rows : 0, full, false);
  }

  boolean isEnough(long fewest) {
    return samples - asked >= fewest;
  }
}
