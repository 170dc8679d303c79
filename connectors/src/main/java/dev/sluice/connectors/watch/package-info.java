// SPDX-License-Identifier: Apache-2.0
/** Whether the topics that are written to are there. */
package dev.sluice.connectors.watch;
