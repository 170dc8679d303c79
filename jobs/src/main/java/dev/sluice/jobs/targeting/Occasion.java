// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import java.util.Map;

/**
 * When candidates of an experiment were scored last.
 *
 * @param samples that scores were asked for last; -1 if never
 * @param rows by decision that is being answered, how many of its rows have come
 */
public record Occasion(long samples, Map<String, Long> rows) {}
