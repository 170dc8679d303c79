// SPDX-License-Identifier: Apache-2.0
/** What people take along of the results of jobs: graphs for other programs. */
package dev.sluice.workbench.export;
