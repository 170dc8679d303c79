// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.coordinator;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.federation.rounds.RoundKeeperState;

/**
 * What is kept of a federation, in Flink state.
 *
 * @param declaration the live one
 * @param life revision of the declaration with which its rounds began
 * @param rounds null if there can be none
 * @param failure why; else null
 * @param timer of processing time that is set; 0 for none
 */
public record Coordinated(
    Declaration declaration, long life, RoundKeeperState rounds, Failure failure, long timer) {}
