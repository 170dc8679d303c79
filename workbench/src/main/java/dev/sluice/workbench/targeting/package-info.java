// SPDX-License-Identifier: Apache-2.0
/** Commands on the choice of interventions. */
package dev.sluice.workbench.targeting;
