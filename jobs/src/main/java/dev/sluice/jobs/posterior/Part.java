// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.models.posterior.family.ScoredNodes;

/**
 * A request with the scores of one slice, on its way to where they are gathered.
 *
 * @param request the request; each part has it, since any of them may be the only one that comes
 * @param number of the request among those of the experiment's life
 * @param slice which; {@value #DIRECT} if the request comes past the slices
 * @param slices of the experiment; of a request past them, as many as will say that it has ended
 * @param scores none if the slice has failed or has ended
 */
public record Part(RefreshRequest request, long number, int slice, int slices, ScoredNodes scores) {

  static final int DIRECT = -1;

  static Part direct(RefreshRequest request, long number, int slices) {
    return new Part(request, number, DIRECT, slices, ScoredNodes.none());
  }

  static Part of(SliceRequest slice, ScoredNodes scores) {
    return new Part(slice.request(), slice.number(), slice.slice(), slice.slices(), scores);
  }

  boolean isDirect() {
    return slice == DIRECT;
  }

  long generation() {
    return request.declaration().generation();
  }

  long revision() {
    return request.declaration().revision();
  }
}
