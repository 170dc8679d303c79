// SPDX-License-Identifier: Apache-2.0
/** What sinks that are put around others have in common. */
package dev.sluice.connectors.sink;
