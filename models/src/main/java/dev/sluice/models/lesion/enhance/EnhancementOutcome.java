// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.enhance;

/** What comes of a donor and an acceptor. */
public sealed interface EnhancementOutcome permits SyntheticCase, Rejection {}
