// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.avro.Schema;

/**
 * Parses the schemas of generated classes as these are initialised. Avro's parser leaves an object
 * of its own in a thread local, and so does whatever asks for a name's validity; a thread that
 * outlives the class loader, as those of Flink's JobManager do, would keep the classes of every job
 * that it ever saw. So a thread of its own parses, and ends.
 */
final class GeneratedSchema {
  private GeneratedSchema() {}

  /**
   * What the build writes into generated code for {@code new Schema.Parser().parse(...)}.
   *
   * @param parts of the schema, which Avro cuts where it is too long for a constant
   */
  static Schema parse(String... parts) {
    String json = String.join("", parts);
    FutureTask<Schema> parsed = new FutureTask<>(() -> new Schema.Parser().parse(json));
    new Thread(null, parsed, "schema", 0, false).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return parsed.get();
        } catch (InterruptedException e) {
          interrupted = true; // a class whose initialisation failed could never be used again
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the schema of a generated class", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
