// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

/**
 * A mechanism that was replaced, kept for the case that its regime comes back.
 *
 * @param variable whose mechanism it was
 * @param parts what it had learned, one array per model class, empty where a class is not modular
 */
public record Retired(int variable, double[][] parts) {}
