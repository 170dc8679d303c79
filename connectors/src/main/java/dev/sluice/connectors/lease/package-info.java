// SPDX-License-Identifier: Apache-2.0
/** Whose transactional ids are whose: no two jobs write with the same ones. */
package dev.sluice.connectors.lease;
