// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/** State of {@link Prequential}: Flink keeps it as a POJO. SKELETON. */
public record AdaptationState(long samples) {}
