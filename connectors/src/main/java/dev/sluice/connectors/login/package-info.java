// SPDX-License-Identifier: Apache-2.0
/** Who asks, looked up where it is asked. */
package dev.sluice.connectors.login;
