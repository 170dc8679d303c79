// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.nifti;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads single files of NIfTI-1. */
public final class NiftiReader {
  private static final int GZIP_1 = 0x1f;
  private static final int GZIP_2 = 0x8b;
  private static final int BUFFER = 1 << 16;

  private NiftiReader() {}

  /**
   * Reads a file to its end, compressed by gzip or not as its first two bytes say. Memory grows
   * with what the stream holds, never with what a header only promises. The stream stays open.
   *
   * <p>A file that holds more than its header promises is refused: one of the two is wrong, and it
   * could not be written as it was. What follows the last member of a gzip file is ignored, as gzip
   * does.
   *
   * @param mostBytes that are read after uncompressing
   * @param name of the file, for messages
   * @throws NiftiException if that is no file of NIfTI-1, or not one that is read here
   * @throws IOException from the stream
   */
  public static NiftiImage read(InputStream in, long mostBytes, String name) throws IOException {
    Source source = new Source(in);
    if (!source.isGzip()) {
      return readPlain(source, mostBytes, name);
    }
    try (InputStream unzipped = new GZIPInputStream(source, BUFFER)) {
      return readPlain(unzipped, mostBytes, name);
    } catch (EOFException e) {
      throw new NiftiException(name, "is a gzip file that ends early, expected a whole one");
    } catch (ZipException e) {
      throw new NiftiException(
          name, "is a damaged gzip file (%s), expected a whole one".formatted(e.getMessage()));
    }
  }

  private static NiftiImage readPlain(InputStream in, long mostBytes, String name)
      throws IOException {
    byte[] first = in.readNBytes(HeaderBytes.SIZE);
    if (first.length < HeaderBytes.SIZE) {
      throw new NiftiException(
          name,
          "holds %d bytes, expected a header of %d".formatted(first.length, HeaderBytes.SIZE));
    }
    HeaderBytes bytes = HeaderBytes.of(name, first);
    NiftiHeader header = NiftiHeader.of(bytes, mostBytes);
    // These arrays grow as bytes come.
    byte[] extension = in.readNBytes(header.voxelsStart() - HeaderBytes.SIZE);
    byte[] voxels = in.readNBytes(header.voxelBytes());
    long held = (long) HeaderBytes.SIZE + extension.length + voxels.length;
    if (held < header.fileBytes()) {
      throw bytes.wrong(
          "holds %d bytes, expected %d by its header".formatted(held, header.fileBytes()));
    }
    // Also makes gzip compare its checksum.
    if (in.read() >= 0) {
      throw bytes.wrong("holds more bytes than the %d of its header".formatted(header.fileBytes()));
    }
    return new NiftiImage(header, extension, voxels);
  }

  /** A stream of which the first bytes are looked at, and that belongs to others. */
  private static final class Source extends PushbackInputStream {
    Source(InputStream in) {
      super(in, 2);
    }

    boolean isGzip() throws IOException {
      byte[] first = readNBytes(2);
      unread(first);
      return first.length == 2
          && Byte.toUnsignedInt(first[0]) == GZIP_1
          && Byte.toUnsignedInt(first[1]) == GZIP_2;
    }

    /** Gzip asks it whether another member follows; a slow stream that says 0 would cut it off. */
    @Override
    public int available() throws IOException {
      int next = read();
      if (next < 0) {
        return 0;
      }
      unread(next);
      return Math.max(1, super.available());
    }

    @Override
    public void close() {
      // Whoever opened it closes it.
    }
  }
}
