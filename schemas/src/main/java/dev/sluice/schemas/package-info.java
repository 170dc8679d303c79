// SPDX-License-Identifier: Apache-2.0
/**
 * The contracts: records of every topic, generated from Avro schemas, the topics' names and the
 * schemas' former versions.
 *
 * <p>Convention: a record that was ever written can be read for ever; see {@link
 * dev.sluice.schemas.SchemaVersions}.
 */
package dev.sluice.schemas;
