// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation.rounds;

/**
 * What comes of a message.
 *
 * @param memory then
 * @param answer null if there is none
 */
record SiteStep(SiteMemory memory, SiteAnswer answer) {
  static SiteStep silent(SiteMemory memory) {
    return new SiteStep(memory, null);
  }
}
