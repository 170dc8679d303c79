// SPDX-License-Identifier: Apache-2.0
/** Posteriors by a variational causal network, in place of exact and sampled ones. */
package dev.sluice.jobs.posterior.variational;
