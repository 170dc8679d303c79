// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.models.mesa.fewshot.FewShotLosses;
import dev.sluice.models.mesa.study.StudiedModel;

/**
 * A model on prompts of one form.
 *
 * @param version steps of its training
 * @param losses null where there are none
 * @param reason why not; else null
 */
record FewShotResult(
    StudiedModel model, long version, String form, FewShotLosses losses, String reason) {}
