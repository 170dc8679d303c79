// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.lease;

import java.lang.reflect.Field;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;

/**
 * The client with which a writer of the connector looks for transactions that were left open when
 * it begins. The connector (flink-connector-kafka 5.0.0-2.2, {@code ExactlyOnceKafkaWriter}) never
 * closes it: every start of a job would leave a thread and a connection for each of its writers,
 * and in a session cluster that thread keeps the classes of the job that is gone.
 *
 * @param writer the connector's
 */
record OpenedAdmin(Object writer) implements AutoCloseable {
  private static final String FIELD = "adminClient";

  @Override
  public void close() {
    try {
      Field field = writer.getClass().getDeclaredField(FIELD);
      field.setAccessible(true);
      if (field.get(writer) instanceof Admin admin) {
        admin.close(Duration.ZERO);
      }
    } catch (NoSuchFieldException e) {
      // Another version of the connector: a test says whether it leaves threads.
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(FIELD, e);
    }
  }
}
