// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs;

import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes of memory as Flink's configuration does. */
public final class MemorySizeConverter implements ITypeConverter<MemorySize> {

  @Override
  public MemorySize convert(String text) {
    try {
      return MemorySize.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is not a size such as 512m or 2g");
    }
  }
}
