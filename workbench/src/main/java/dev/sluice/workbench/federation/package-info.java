// SPDX-License-Identifier: Apache-2.0
/** Commands of federated discovery: sites that find one graph together. */
package dev.sluice.workbench.federation;
