// SPDX-License-Identifier: Apache-2.0
/**
 * Learning from a stream of draws: bounded buffers that are replayed, and rounds of training.
 *
 * <p>What is held depends on the order of an intervention's own draws, and what is learned on what
 * is held and on how many rounds there were: not on the order in which variables are declared, on
 * threads or on restarts.
 */
package dev.sluice.models.discovery.replay;
