// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes single files of NIfTI-1. */
public final class NiftiWriter {
  private NiftiWriter() {}

  /**
   * Writes an image, byte for byte as it was read. The stream stays open.
   *
   * @param gzip whether to compress; there is neither a time nor a name in what is written, so the
   *     same image gives the same bytes
   * @throws IOException from the stream
   */
  public static void write(NiftiImage image, OutputStream out, boolean gzip) throws IOException {
    if (!gzip) {
      writePlain(image, out);
      return;
    }
    try (OutputStream zipped = new GZIPOutputStream(new KeptOpen(out))) {
      writePlain(image, zipped);
    }
  }

  private static void writePlain(NiftiImage image, OutputStream out) throws IOException {
    out.write(image.header().bytes().toArray());
    out.write(image.extension());
    out.write(image.voxels());
    out.flush();
  }

  /** Closing frees what compressing takes, but the stream below belongs to others. */
  private static final class KeptOpen extends FilterOutputStream {
    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
      out.write(bytes, start, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
